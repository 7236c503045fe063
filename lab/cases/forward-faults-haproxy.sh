# shellcheck shell=bash
# The same as faults-haproxy, of the agent ssh-forward.
about ssh-forward
# shellcheck source=faults-haproxy.sh
. "$here/faults-haproxy.sh"
