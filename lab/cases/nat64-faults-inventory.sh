# shellcheck shell=bash
# The same as faults-inventory, of the agent nat64.
about nat64
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
