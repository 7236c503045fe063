# shellcheck shell=bash
# The same as agent-killed, of the agent ssh-forward.
about ssh-forward
# shellcheck source=agent-killed.sh
. "$here/agent-killed.sh"
