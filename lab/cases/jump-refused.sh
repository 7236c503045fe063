# shellcheck shell=bash
# What a key at the jump host must not do: everything but to reach its own customer's SSH ports.
needs_sixgate
for who in "acme alice" "umbra bob"; do
  sed "s|^\(ssh: { port: [0-9]*\) }|\1, keys: [\"$(cat "$run/${who#* }.key.pub")\"] }|" "$lab/inventory/${who% *}/web1.yaml" | put "${who% *}/web1.yaml"
done
start_jump_host
settled
# at_gateway OPTION…: ssh to the jump host itself, as alice.
at_gateway() { at client4 timeout 15 ssh -F "$(jump_config alice)" -p 2222 "$@" </dev/null; }
to() { at_gateway -W "$1" jump@192.0.2.1; }

expect "her own host is reached, so what follows is refused for its own sake" '^SSH-2\.0' to '[2001:db8:a::80]:22'
expect_not "no shell" 'jump\$|^uid|Last login' at_gateway -tt jump@192.0.2.1
expect_not "no command" '^uid=' at_gateway jump@192.0.2.1 id
expect "and it says so" 'shell request failed|open failed|session open refused|administratively prohibited|Session open refused' at_gateway jump@192.0.2.1 id
expect "no sftp" 'Connection closed|open failed|refused' at client4 timeout 15 sftp -F "$(jump_config alice)" -P 2222 -b /dev/null jump@192.0.2.1
expect_status "no scp of the gateway's files" 255 at client4 timeout 15 scp -F "$(jump_config alice)" -P 2222 jump@192.0.2.1:/etc/passwd "$run/stolen"
# shellcheck disable=SC2016 # expanded by the inner shell
expect_not "no agent is forwarded" 'SSH_AUTH_SOCK=/' at client4 bash -c 'eval "$(ssh-agent)" >/dev/null; trap "kill $SSH_AGENT_PID" EXIT
  ssh-add -q "$2"; timeout 15 ssh -A -F "$1" -p 2222 jump@192.0.2.1 env' agent "$(jump_config alice)" "$run/alice.key"
expect_not "no X11" 'DISPLAY=' at_gateway -X jump@192.0.2.1 env
expect "no port of the gateway is opened (-R)" 'remote port forwarding failed|forwarding failed' at_gateway -o ExitOnForwardFailure=yes -N -R 23999:localhost:22 jump@192.0.2.1
expect_not "and none listens" ':23999 ' at gateway ss -Hltn
expect "no socket of the gateway is reached" 'forwarding disabled|prohibited|open failed|refused' \
  at client4 timeout 10 bash -c 'ssh -F "$1" -p 2222 -o ExitOnForwardFailure=yes -N -L "$2:/run/sixgate/haproxy.sock" jump@192.0.2.1 & p=$!
  for _ in {1..100}; do [[ -S $2 ]] && break; sleep 0.05; done; echo "show info" | socat -t 2 - "UNIX-CONNECT:$2"; kill $p; wait $p' socket "$(jump_config alice)" "$run/stolen.sock"
rm -f "$run/stolen.sock"
refused() { expect "$1" 'administratively prohibited|open failed' to "$2"; }
refused "not another customer's host" '[2001:db8:b::80]:22'
refused "nor by its name" web1.umbra.gw.provider.example:22
refused "not the own host's other ports" '[2001:db8:a::80]:443'
refused "not the gateway's own SSH, by IPv4" 192.0.2.1:22
refused "by IPv6" '[2001:db8:ff::1]:22'
refused "nor at its address in the customer's own network" '[2001:db8:a::1]:22'
refused "not loopback" 127.0.0.1:22
refused "by IPv6" '[::1]:22'
refused "by name" localhost:22
refused "nor IPv4 inside IPv6" '[::ffff:127.0.0.1]:22'
refused "not link-local" '[fe80::1]:22'
refused "not a name that leads elsewhere" www.acme.example:22
refused "not the world" 203.0.113.4:80
expect_log "the gateway's log says who wanted what" gateway/jump-sshd.log \
  'Received request from 198.51.100.4 port [0-9]+ to connect to host 127.0.0.1 port 22, but the request was denied'
expect "-D: the proxy leads to no other place" 'refused|reset|Empty reply|Can.t complete|SOCKS|status 000' \
  at client4 timeout 20 bash -c 'ssh -F "$1" -p 2222 -N -D 127.0.0.1:1080 jump@192.0.2.1 & p=$!
  for _ in {1..100}; do (: <>/dev/tcp/127.0.0.1/1080) 2>/dev/null && break; sleep 0.05; done
  curl -sS --max-time 5 -x socks5h://127.0.0.1:1080 -w "status %{http_code}\n" http://127.0.0.1:8404/; kill $p; wait $p' proxy "$(jump_config alice)"
expect_not "no password is asked for" 'password' at client4 timeout 10 ssh -F none -o BatchMode=no -o NumberOfPasswordPrompts=1 -o PreferredAuthentications=password,keyboard-interactive \
  -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p 2222 jump@192.0.2.1
expect "nobody else has an account there" 'Permission denied' at client4 timeout 10 ssh -F "$(jump_config alice)" -p 2222 root@192.0.2.1 id
# The processes of the jump host, while somebody is connected: who runs them, and what they may do.
of_jump_host() {
  local pid
  for pid in $(pgrep -f 'sshd: .*jump|sshd: .*-f /var/lib/sixgate/jump/sshd_config'); do
    awk '/^(Uid|CapPrm):/ {print $1, $2}' "/proc/$pid/status"
  done | sort | uniq -c | awk '{print $2, $3}'
}
at client4 timeout 10 ssh -F "$(jump_config alice)" -p 2222 -N jump@192.0.2.1 &
connected=$!
expect_within 5 "somebody is connected" '^[2-9]$' eval "pgrep -f 'sshd: .*jump|sshd: .*-f /var/lib/sixgate/jump/sshd_config' | wc -l"
expect_equal "no process of the jump host is root's, nor may more than listen on a port below 1024" $'CapPrm: 0000000000000400\nUid: 4101' "$(of_jump_host)"
# In its mount namespace, as its user: looks, and says that it looked.
looks_around() { nsenter --mount --target "$(living "$jump_pid_file")" setpriv --reuid 4101 --regid 4101 --clear-groups -- sh -c 'cat /proc/*/maps; echo looked' 2>&1; }
expect "one of them looks for the memory of the others" '^looked$' looks_around
expect_not "and finds none" ' r-xp ' looks_around
kill "$connected"
as_jump() { setpriv --reuid 4101 --regid 4101 --clear-groups "$@"; }
expect_status "they read who may come" 0 as_jump test -r /var/lib/sixgate/jump/keys
expect_status "they do not write who may come" 1 as_jump test -w /var/lib/sixgate/jump/keys

# An address of the gateway inside the customer's prefix, written as a host's: HAProxy refuses it, and so does the jump host.
printf 'address: 2001:db8:a::1\n' | put acme/trick.yaml
settled || :
expect_not "a host at the gateway's own address opens nothing" '2001:db8:a::1\]' cat /var/lib/sixgate/jump/keys/*
refused "so that it stays closed" '[2001:db8:a::1]:22'
