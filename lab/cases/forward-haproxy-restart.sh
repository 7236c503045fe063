# shellcheck shell=bash
# The same as haproxy-restart, of the agent ssh-forward.
about ssh-forward
# shellcheck source=haproxy-restart.sh
. "$here/haproxy-restart.sh"
