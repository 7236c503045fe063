# shellcheck shell=bash
# The same as faults-inventory, of the agent own-zones.
needs_sixgate
about own-zones
start_own_zones
wait_for 20 "the dnsdist in front to know the name server" own_zones_are_asked
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
