# shellcheck shell=bash
# The same as faults-agent, of the agent dns-zones.
about dns-zones
# shellcheck source=faults-agent.sh
. "$here/faults-agent.sh"
