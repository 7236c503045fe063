# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# OpenSSH on each customer's host (sourced after servers.sh), and who comes to it: each user has a key in every visitor's
# place, and every visitor knows the hosts' keys by the gateway's port.

ssh_clients=(client4 client6 client46)

# configure_ssh PLACE USER PORT…: a host whose user is reached by these ports of the gateway.
configure_ssh() {
  local place=$1 user=$2 etc=/etc/netns/$1 client port names=''
  shift 2
  mkdir -p "$etc/ssh" "$run/$place/home/$user/.ssh" /run/sshd "$logs/$place"
  ssh-keygen -q -t ed25519 -N '' -C "$place" -f "$etc/ssh/ssh_host_ed25519_key"
  [[ -e $run/$user.key ]] || ssh-keygen -q -t ed25519 -N '' -C "$user" -f "$run/$user.key"
  { cat /etc/passwd; printf '%s:x:4001:65534::%s:/bin/bash\n' "$user" "$run/$place/home/$user"; } >"$etc/passwd"
  { cat /etc/shadow; printf '%s:%s:::::::\n' "$user" "$(openssl passwd -6 "$user-secret")"; } >"$etc/shadow"
  cp "$run/$user.key.pub" "$run/$place/home/$user/.ssh/authorized_keys"
  chown -R 4001:65534 "$run/$place/home/$user"
  # Each host its own record of logins, as `last` reads it.
  install -m 664 /dev/null "$run/$place/wtmp"
  render servers/sshd_config "$place" >"$etc/ssh/sshd_config"
  for port; do names+="[*]:$port,"; done
  for client in "${ssh_clients[@]}"; do
    mkdir -p "/etc/netns/$client/ssh"
    printf '%s %s\n' "${names%,}" "$(cut -d' ' -f1,2 "$etc/ssh/ssh_host_ed25519_key.pub")" >>"/etc/netns/$client/ssh/ssh_known_hosts"
  done
}

# start_ssh PLACE: sshd with the host's own record of logins, and its log with dates, as syslog gives them.
start_ssh() {
  local place=$1
  pretty "$place" "sshd -D -e >>$logs/$place/sshd.log &"
  # shellcheck disable=SC2016 # expanded by the inner shell
  setsid ip netns exec "$place" bash -c '
    mount --bind "$1" /var/log/wtmp
    /usr/sbin/sshd -D -e 2>&1 | while IFS= read -r line; do printf "%(%b %e %H:%M:%S)T %s sshd[1]: %s\n" -1 "$2" "$line"; done
  ' sshd "$run/$place/wtmp" "$place" </dev/null >>"$logs/$place/sshd.log" 2>&1 &
  disown
}

# shell CLIENT USER PORT [OPTION…] COMMAND: by the gateway's port, with the user's key; the host's key is checked.
shell() {
  local client=$1 user=$2 port=$3
  shift 3
  at "$client" timeout "${SSH_SECONDS:-30}" ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=5 -o GlobalKnownHostsFile=/etc/ssh/ssh_known_hosts \
    -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes -i "$run/$user.key" -p "$port" "$user@${SSH_GATEWAY:-192.0.2.1}" "$@"
}
