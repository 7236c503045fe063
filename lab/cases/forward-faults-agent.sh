# shellcheck shell=bash
# The same as faults-agent, of the agent ssh-forward.
about ssh-forward
# shellcheck source=faults-agent.sh
. "$here/faults-agent.sh"
