# shellcheck shell=bash
# The same as faults-inventory, of the agent own-zones.
needs_sixgate
about own-zones
start_own_zones
is_asked() { at client4 dig +time=2 +tries=1 @192.0.2.1 gw.provider.example SOA | grep -q 'status: NOERROR'; }
wait_for 20 "the dnsdist in front to know the name server" is_asked
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
