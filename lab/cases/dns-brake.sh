# shellcheck shell=bash
# The same as brake, of the agent dns-zones.
about dns-zones
# shellcheck source=brake.sh
. "$here/brake.sh"
