# shellcheck shell=bash
# The same as brake, of the agent ssh-forward.
about ssh-forward
# shellcheck source=brake.sh
. "$here/brake.sh"
