# shellcheck shell=bash
# The same as faults-agent, of the agent ssh-jump.
needs_sixgate
about ssh-jump
start_jump_host
# shellcheck source=faults-agent.sh
. "$here/faults-agent.sh"
rm -f "$inventory"/acme/{h*,many}.yaml
for agent in ssh-jump sni-router ssh-forward; do wait_for 30 "all of it to go from $agent" lets_go "$agent"; done
