# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The jump host on the gateway (its clients are servers/ssh.sh's): its sshd, Debian's, with the configuration
# that Sixgate's agent wrote, and visitors who know its key and those of customers' hosts by their addresses.

jump_pid_file=$run/gateway/jump-sshd.pid
jump_host_keys=/var/lib/sixgate/jump/host
# What systemd does with sixgate-jump.service, done by the lab.
export SIXGATE_JUMP_SERVICE=$lab/jump-sshd

start_jump_host() {
  local etc=/etc/netns/gateway client
  if [[ ! -e $jump_host_keys ]]; then
    mkdir -p /run/sshd
    # As packaging/sysusers.d makes it: locked, which sshd is not to know, as it may not read that file.
    { cat /etc/passwd; printf 'jump:x:4101:4101::/nonexistent:/usr/sbin/nologin\n'; } >"$etc/passwd"
    { cat /etc/shadow; printf 'jump:!*:::::::\n'; } >"$etc/shadow"
    chmod 640 "$etc/shadow"
    at gateway /usr/share/sixgate/ssh-jump/host-keys "$jump_host_keys"
    for client in "${ssh_clients[@]}"; do
      known "$client" '[192.0.2.1]:2222,[2001:db8:ff::1]:2222,[gw.provider.example]:2222' "$jump_host_keys"
      known "$client" '2001:db8:a::80,web1.acme,web1.acme.gw.provider.example' /etc/netns/acme-web1/ssh
      known "$client" '2001:db8:b::80,web1.umbra,web1.umbra.gw.provider.example' /etc/netns/umbra-web1/ssh
    done
  fi
  start_agent ssh-jump
  wait_for 20 "the jump host's configuration" test -s /var/lib/sixgate/jump/sshd_config
  start_jump_sshd
}

start_jump_sshd() {
  local key credentials=/run/credentials/sixgate-jump.service
  living "$jump_pid_file" >/dev/null && return 0
  mkdir -p "$credentials"
  for key in ed25519 rsa; do install -o 4101 -m 400 "$jump_host_keys/ssh_host_${key}_key" "$credentials/"; done
  daemon_at gateway "$jump_pid_file" "$logs/gateway/jump-sshd.log" \
    unshare --mount sh -c 'mount -t tmpfs -o mode=000 none /proc && exec "$@"' unit \
    setpriv --reuid 4101 --regid 4101 --clear-groups --no-new-privs --inh-caps +net_bind_service --ambient-caps +net_bind_service \
    --bounding-set -all,+net_bind_service -- /usr/sbin/sshd -D -e -f /var/lib/sixgate/jump/sshd_config
  wait_for 10 "the jump host" listens gateway 2222
}

stop_jump_host() {
  end_of "$(agent_pid_file ssh-jump)" TERM
  end_of "$jump_pid_file" TERM
}

# known CLIENT NAMES FOLDER: the client knows the sshd that has its host keys there by these names.
known() {
  printf '%s %s\n' "$2" "$(cut -d' ' -f1,2 "$3/ssh_host_ed25519_key.pub")" >>"/etc/netns/$1/ssh/ssh_known_hosts"
}

# jump_config USER [LINE…]: a file of ~/.ssh/config for that user's key, with more lines; prints its path. Through `ssh -J`
# only what stands in such a file reaches the jump host.
jump_config() {
  local file=$run/$1.ssh_config
  { printf 'BatchMode yes\nStrictHostKeyChecking yes\nUserKnownHostsFile /dev/null\nConnectTimeout 5\nIdentitiesOnly yes\nIdentityFile %s\n' "$run/$1.key"
    if (($# > 1)); then printf '%s\n' "${@:2}"; fi; } >"$file"
  printf '%s\n' "$file"
}

# jump CLIENT USER [OPTION…] DESTINATION [COMMAND]: ssh through the jump host, with the user's key at both.
jump() {
  local client=$1 user=$2
  shift 2
  at "$client" timeout 30 ssh -F "$(jump_config "$user")" -J "jump@${JUMP_GATEWAY:-192.0.2.1}:2222" "$@"
}
