# shellcheck shell=bash
# What a power cut may leave of the map of recent changes, which is brought to the disk after HAProxy was told: nothing, zeros,
# the half of it. HAProxy starts with each, serves all older names, and the agent puts the rest right at its start.
needs_sixgate

recent=$maps/names.recent.map
add_endpoint acme/web1.yaml "  - late.acme.example"
expect_within 5 "a new name is served" '^acme-web1' visit client4 https://late.acme.example/
expect "from the map of recent changes, which is on disk as well" '^late.acme.example ' cat "$recent"
cp "$recent" "$run/whole"
stop_gateway() {
  end_of "$(agent_pid_file sni-router)" KILL
  end_of "$haproxy_pid_file" KILL
  wait_for 5 "the end of its workers" no_worker
}
for left in nothing zeros half; do
  stop_gateway
  case $left in
    nothing) : >"$recent" ;;
    zeros) head -c "$(stat -c %s "$run/whole")" /dev/zero >"$recent" ;;
    half) head -c "$(($(stat -c %s "$run/whole") - 12))" "$run/whole" >"$recent" ;;
  esac
  start_haproxy
  expect "$left of it left: HAProxy starts, and older names are served" '^acme-web1' visit client4 https://www.acme.example/
  expect "$left of it left: the new name leads nowhere else" 'unrecognized name' hello client4 443 late.acme.example
  start_agent sni-router
  expect_within 10 "$left of it left: the agent is back, and so is the new name" '^acme-web1' visit client4 https://late.acme.example/
  expect_within 5 "$left of it left: on disk, too" '^same$' eval 'live_is_disk && echo same'
done
