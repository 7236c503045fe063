# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, served
# A full disk, and what a power cut may leave of a file; for agents that keep files alone.
# $broken: the file that is damaged; restart_server: ends the server and starts it anew
needs_sixgate
if [[ ! ${agent:-} ]]; then
  about own-zones
  start_own_zones
  wait_for 20 "the dnsdist in front to know the name server" own_zones_are_asked
  broken=/var/lib/sixgate/zones/gw.provider.example.zone
  restart_server() {
    end_of "$zones_pid_file" TERM
    start_zone_server
  }
fi
disk=/var/lib/sixgate

entries 1 1 | put acme/h1.yaml
expect_within 15 "an entry is served" "$served" reach 1
settled
# A tmpfs in the lab: as large as what is in it.
mount -o "remount,size=$(df --output=used -k "$disk" | tail -n 1 | tr -d ' ')k" "$disk"
entries 2 2 | put acme/h2.yaml
expect_within 15 "disk full: the operator hears it" '[Nn]o space left on device' sixgate_says status
expect "disk full: what was served still is" "$served" reach 1
mount -o remount,size=50% "$disk"
expect_within 60 "room again: the new entry is served" "$served" reach 2

for left in nothing zeros; do
  end_of "$agent_pid" KILL
  case $left in
    nothing) : >"$broken" ;;
    zeros) head -c 100 /dev/zero >"$broken" ;;
  esac
  restart_server
  start_agent "$agent"
  expect_within 30 "$left left of a file by a power cut: the agent puts it right" "$served" reach 1
done
the_agent_is_well "and is well" 45
