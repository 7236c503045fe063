# shellcheck shell=bash
# SSH by a port of the gateway: shells, files, whom the host sees in its own log; a port that is nobody's; live, without a
# reload.
needs_sixgate

worker_before=$(worker)
expect "an IPv4-only visitor has a shell on the IPv6-only host" '^alice on acme-web1$' \
  shell client4 alice 22101 'echo "$(whoami) on $(basename "$(dirname "$(dirname "$HOME")")")"'
expect "another port is another customer's host; each host's own key was checked" '^bob$' shell client4 bob 22201 whoami
SSH_GATEWAY=2001:db8:ff::1
expect "by IPv6, too" '^alice$' shell client6 alice 22101 whoami
SSH_GATEWAY=192.0.2.1
expect_log "the host's sshd logs the real client, inside an IPv6 address" acme-web1/sshd.log \
  ' Accepted publickey for alice from 2001:db8:64::c633:6404 port'
expect_log "a client with IPv6 is the gateway to it, as with endpoints" acme-web1/sshd.log ' Accepted publickey for alice from 2001:db8:a::1 port'
expect_log "the gateway logs client, port, host and bytes of each connection" gateway/haproxy.log \
  '^forward client=198.51.100.4 client-port=[0-9]+ gateway=192.0.2.1 port=22101 host=2001:db8:a::80 host-port=22 mode=embedded in=[0-9]+ out=[0-9]+ '

head -c 20M /dev/urandom >"$run/big"
copy() { at client4 scp -q -F none -o BatchMode=yes -o GlobalKnownHostsFile=/etc/ssh/ssh_known_hosts -o UserKnownHostsFile=/dev/null -i "$run/alice.key" -P 22101 "$@"; }
expect_status "scp brings a file there" 0 copy "$run/big" alice@192.0.2.1:big
expect_status "and back" 0 copy alice@192.0.2.1:big "$run/big.back"
expect_status "unchanged" 0 cmp "$run/big" "$run/big.back"

# A login with a terminal is what `last` tells of.
perform shell client46 alice 22101 -tt true
expect_within 5 "last on the host names the client" '^alice .*2001:db8:64::c633:642e$' at acme-web1 last -a -w -f "$run/acme-web1/wtmp"

reset() { at client4 curl -sS --max-time 2 "telnet://192.0.2.1:$1" </dev/null; }
began=${EPOCHREALTIME/./}
expect "a port of the range that is nobody's is reset" 'reset by peer|Couldn.t connect' reset 22999
took=$(((${EPOCHREALTIME/./} - began) / 1000))
expect_equal "at once (took $took ms)" yes "$( ((took < 500)) && echo yes || echo no)"

printf 'address: 2001:db8:b::80\nssh: { port: 22202, host-port: 22 }\n' | put umbra/second.yaml
expect_within 2 "a port that is added is live" '^SSH-2.0-' at client4 timeout 2 socat -u TCP:192.0.2.1:22202 -
take_away umbra/second.yaml
expect_within 2 "one that is taken away is reset" 'status 000' visit client4 http://192.0.2.1:22202/
expect_equal "neither was a reload" "$worker_before" "$(worker)"
