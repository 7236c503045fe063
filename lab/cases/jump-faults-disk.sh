# shellcheck shell=bash disable=SC2034 # zones-faults-disk.sh reads broken
# The same as zones-faults-disk, of the agent ssh-jump.
needs_sixgate
about ssh-jump
start_jump_host
broken=/var/lib/sixgate/jump/keys/$(ssh-keygen -lf "$(key_config 1 | sed 's/ssh_config$/key.pub/')" | cut -d' ' -f2 | tr / _)
restart_server() {
  end_of "$jump_pid_file" TERM
  start_jump_sshd
}
# shellcheck source=zones-faults-disk.sh
. "$here/zones-faults-disk.sh"
