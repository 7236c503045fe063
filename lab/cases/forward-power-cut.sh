# shellcheck shell=bash
# The same as power-cut, of the agent ssh-forward.
about ssh-forward
# shellcheck source=power-cut.sh
. "$here/power-cut.sh"
