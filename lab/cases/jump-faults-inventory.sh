# shellcheck shell=bash
# The same as faults-inventory, of the agent ssh-jump.
needs_sixgate
about ssh-jump
start_jump_host
# shellcheck source=faults-inventory.sh
. "$here/faults-inventory.sh"
