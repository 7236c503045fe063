# shellcheck shell=bash
# The same as faults-inventory, of the agent dns-zones.
about dns-zones
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
