# shellcheck shell=bash
# The same as agent-killed, of the agent dns-zones.
about dns-zones
# shellcheck source=agent-killed.sh
. "$here/agent-killed.sh"
