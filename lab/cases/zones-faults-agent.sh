# shellcheck shell=bash
# The same as faults-agent, of the agent own-zones.
needs_sixgate
about own-zones
start_own_zones
wait_for 20 "the dnsdist in front to know the name server" own_zones_are_asked
# shellcheck source=faults-agent.sh
. "$here/faults-agent.sh"
rm -f "$inventory"/acme/{h*,many}.yaml
for agent in own-zones sni-router ssh-forward; do wait_for 30 "all of it to go from $agent" lets_go "$agent"; done
