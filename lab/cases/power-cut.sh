# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, map, served
# What a power cut may leave of the map of recent changes, which is brought to the disk after HAProxy was told: nothing, zeros,
# the half of it. HAProxy starts with each, serves all older names, and the agent puts the rest right at its start.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

recent=$maps/$map.recent.map
# One that no other case has, so that the large map never had it.
entries 950 950 | put acme/late.yaml
expect_within 5 "a new entry is served" "$served" reach 950
expect "from the map of recent changes, which is on disk as well" '2001:db8:a::80\|' cat "$recent"
cp "$recent" "$run/whole"
stop_gateway() {
  end_of "$agent_pid" KILL
  end_of "$haproxy_pid_file" KILL
  wait_for 5 "the end of its workers" no_worker
}
for left in nothing zeros half; do
  stop_gateway
  case $left in
    nothing) : >"$recent" ;;
    zeros) head -c "$(stat -c %s "$run/whole")" /dev/zero >"$recent" ;;
    # Up to the middle of the entry's value.
    half) head -c "$(($(grep -obm1 '2001:db8:a::80|' "$run/whole" | cut -d: -f1) + 15))" "$run/whole" >"$recent" ;;
  esac
  start_haproxy
  expect "$left of it left: HAProxy starts, and what is older is served" '^acme-web1' visit client4 https://www.acme.example/
  expect_not "$left of it left: the new entry leads nowhere" "-web1" reach 950
  start_agent "$agent"
  expect_within 10 "$left of it left: the agent is back, and so is the new entry" "$served" reach 950
  expect_within 5 "$left of it left: on disk, too" '^same$' eval 'live_is_disk && echo same'
done
