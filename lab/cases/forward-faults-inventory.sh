# shellcheck shell=bash
# The same as faults-inventory, of the agent ssh-forward.
about ssh-forward
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
