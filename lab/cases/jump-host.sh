# shellcheck shell=bash
# The jump host: by one port of the gateway to one's own hosts, keys end to end; keys come and go live, without us, too.
needs_sixgate
keys() { printf '[%s]' "$(sed 's/.*/"&"/' "$@" | paste -sd,)"; }
# with_keys CUSTOMER FILE…: the host of that customer as the lab has it, with these public keys.
with_keys() {
  local customer=$1
  shift
  sed "s|^\(ssh: { port: [0-9]*\) }|\1, keys: $(keys "$@") }|" "$lab/inventory/$customer/web1.yaml" | put "$customer/web1.yaml"
}
with_keys acme "$run/alice.key.pub"
with_keys umbra "$run/bob.key.pub"
start_jump_host
settled

expect "ssh -J: an IPv4-only visitor has a shell on his IPv6-only host" '^alice$' jump client4 alice alice@2001:db8:a::80 whoami
expect "another customer has one on his" '^bob$' jump client4 bob bob@2001:db8:b::80 whoami
JUMP_GATEWAY='[2001:db8:ff::1]'
expect "by IPv6, too" '^alice$' jump client6 alice alice@2001:db8:a::80 whoami
unset JUMP_GATEWAY
start_own_zones
# The gateway's resolver finds the gateway's own zones, as on a gateway whose domain is delegated to it.
cp /etc/netns/gateway/hosts "$run/hosts"
printf '%s web1.acme.gw.provider.example\n' "$(own web1.acme.gw.provider.example AAAA)" >>/etc/netns/gateway/hosts
expect "the host may be named by its name in the gateway's domain" '^alice$' jump client4 alice alice@web1.acme.gw.provider.example whoami
cp "$run/hosts" /etc/netns/gateway/hosts
at gateway sixgate ssh show acme/web1 --user alice --json >"$run/ways.json"
printed() { jump_config alice "$(jq -r .jump.config "$run/ways.json")" 'GlobalKnownHostsFile /etc/ssh/ssh_known_hosts'; }
expect "what sixgate ssh show prints for ~/.ssh/config works as it stands" '^alice$' \
  at client4 timeout 20 ssh -F "$(printed)" -o HostKeyAlias=web1.acme web1.acme-jump whoami
head -c 5M /dev/urandom >"$run/big"
copy() { at client4 timeout 30 scp -q -F "$(jump_config alice)" -J jump@192.0.2.1:2222 "$@"; }
expect_status "scp through it brings a file there" 0 copy "$run/big" 'alice@[2001:db8:a::80]:jumped'
expect_status "and back" 0 copy 'alice@[2001:db8:a::80]:jumped' "$run/big.back"
expect_status "unchanged" 0 cmp "$run/big" "$run/big.back"
expect_log "the gateway's log has the client and the key" gateway/jump-sshd.log \
  "Accepted publickey for jump from 198.51.100.4 port [0-9]+ ssh2: ED25519 $(ssh-keygen -lf "$run/alice.key.pub" | cut -d' ' -f2 | sed 's/+/\\+/g')"
expect_log "the host sees the jump host, and checks the client's own key" acme-web1/sshd.log ' Accepted publickey for alice from 2001:db8:a::1 port'

rm -f "$run"/{new,agentless}.key*
ssh-keygen -q -t ed25519 -N '' -C new -f "$run/new.key"
expect "a key that is not listed is refused" 'jump@192.0.2.1: Permission denied \(publickey\)' jump client4 new -W '[2001:db8:a::80]:22' nobody@2001:db8:a::80
greeting() { jump client4 "$1" -o ExitOnForwardFailure=yes -o 'ProxyCommand=ssh -F %d/none' true; }
# The greeting of the host's sshd, by the key at the jump host alone.
reaches() { at client4 timeout 10 ssh -F "$(jump_config "$1")" -p 2222 -W "$2" jump@192.0.2.1 </dev/null; }
with_keys acme "$run/alice.key.pub" "$run/new.key.pub"
expect_within 5 "a key that is added opens it, live" '^SSH-2\.0' reaches new '[2001:db8:a::80]:22'
sshd_before=$(living "$jump_pid_file")
with_keys acme "$run/alice.key.pub"
expect_within 5 "one that is taken away does not" 'Permission denied' reaches new '[2001:db8:a::80]:22'
expect_equal "sshd was not restarted for that" "$sshd_before" "$(living "$jump_pid_file")"
printf 'address: 2001:db8:a::80\n' | put acme/second.yaml
printf 'address: 2001:db8:b::80\nssh: { port: 22209, keys: %s }\n' "$(keys "$run/new.key.pub")" | put umbra/second.yaml
with_keys acme "$run/alice.key.pub" "$run/new.key.pub"
expect_within 5 "a key of two customers reaches the hosts of the one" '^SSH-2\.0' reaches new '[2001:db8:a::80]:22'
expect_within 5 "and of the other" '^SSH-2\.0' reaches new '[2001:db8:b::80]:22'
take_away umbra/second.yaml

end_of "$(agent_pid_file ssh-jump)" KILL
end_of "$jump_pid_file" TERM
start_jump_sshd
expect "sshd, restarted while the agent is dead, lets the same keys in" '^alice$' jump client4 alice alice@2001:db8:a::80 whoami

# How long the look-up of a key takes among 100,000, as the user who runs it.
seq -f "$(dirname /var/lib/sixgate/jump/keys/x)/SHA256:%043.0f" 100000 | xargs touch
fingerprint=$(ssh-keygen -lf "$run/alice.key.pub" | cut -d' ' -f2)
lookups() { for _ in {1..50}; do setpriv --reuid 4101 --regid 4101 --clear-groups /usr/share/sixgate/ssh-jump/key-lookup /var/lib/sixgate/jump/keys "$1"; done; }
began=${EPOCHREALTIME/./}
expect "among 100,000 keys the look-up finds the one" '^restrict,port-forwarding,permitopen="\[2001:db8:a::80\]:22"' lookups "$fingerprint"
took=$(((${EPOCHREALTIME/./} - began) / 50000))
expect_equal "in a few milliseconds (took $took ms, processes included)" yes "$( ((took < 50)) && echo yes || echo no)"
find /var/lib/sixgate/jump/keys -name 'SHA256:0000*' -delete
