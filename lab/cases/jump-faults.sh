# shellcheck shell=bash
# What the jump host survives: the agent killed, sshd gone, another port, another program on it, no jump host any more, an
# inventory that is broken or empty, keys that somebody changed on disk.
needs_sixgate
file=$(ssh-keygen -lf "$run/alice.key.pub" | cut -d' ' -f2 | tr / _)
sed "s|^\(ssh: { port: [0-9]*\) }|\1, keys: [\"$(cat "$run/alice.key.pub")\"] }|" "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml
start_jump_host
settled
says() { expect_within "${3:-15}" "$1" "$2" sixgate_says status; }
reaches() { at client4 timeout 10 ssh -F "$(jump_config alice)" -p "${2:-2222}" -o StrictHostKeyChecking=no -W "$1" jump@192.0.2.1 </dev/null; }
opens() { expect_within "${2:-5}" "$1" '^SSH-2\.0' reaches '[2001:db8:a::80]:22' "${3:-2222}"; }
audit() { kill -HUP "$(living "$(agent_pid_file ssh-jump)")"; }

opens "alice reaches her host"
: >"/var/lib/sixgate/jump/keys/$file"
audit
opens "a key's file that was emptied is written anew" 10
printf 'restrict,port-forwarding %s\n' "$(cut -d' ' -f1,2 "$run/bob.key.pub")" >"/var/lib/sixgate/jump/keys/$(ssh-keygen -lf "$run/bob.key.pub" | cut -d' ' -f2 | tr / _)"
audit
expect_within 10 "one that nobody wrote is removed" '^1$' eval 'ls /var/lib/sixgate/jump/keys | wc -l'

sed 's/{ port: 2222 }/{ port: 2322 }/' "$lab/inventory/gateway.yaml" | put gateway.yaml
opens "another port in gateway.yaml: sshd is there" 10 2322
expect_not "and not on the former one" '^SSH-2' reaches '[2001:db8:a::80]:22' 2222
put gateway.yaml <"$lab/inventory/gateway.yaml"
opens "and back" 10
at gateway timeout 60 socat TCP6-LISTEN:2323,bind=[2001:db8:ff::1],fork EXEC:"echo hello" &
taker=$!
sed 's/{ port: 2222 }/{ port: 2323 }/' "$lab/inventory/gateway.yaml" | put gateway.yaml
says "a port that another program has is said" "failure: another program than the jump host's sshd answers at \[2001:db8:ff::1\]:2323"
opens "and at the other address it works" 5 2323
put gateway.yaml <"$lab/inventory/gateway.yaml"
kill "$taker"
says "put back, all is well" '^ssh-jump +ok ' 45

end_of "$jump_pid_file" TERM
audit
says "sshd that does not run is said, with what to type" 'failure: the jump host does not answer at 192.0.2.1:2222 .*systemctl start sixgate-jump'
start_jump_sshd
says "and it is over when it runs" '^ssh-jump +ok ' 45

printf 'address: nonsense\n' | put acme/broken.yaml
says "a broken file is a problem" 'problem: acme/broken.yaml:1:10'
opens "keys stay"
take_away acme/broken.yaml
mv "$inventory" "$inventory.away"
mkdir "$inventory"
says "an inventory without gateway.yaml is said" 'failure: the inventory cannot be used'
opens "and keys stay"
rmdir "$inventory"
mv "$inventory.away" "$inventory"
says "put back, all is well" '^ssh-jump +ok ' 45

{ printf 'address: 2001:db8:a::80\nssh:\n  port: 22111\n  keys:\n'
  for i in {1..20}; do rm -f "$run/many"*; ssh-keygen -q -t ed25519 -N '' -C "$i" -f "$run/many"; printf '    - %s\n' "$(cat "$run/many.pub")"; done; } | put acme/many.yaml
expect_within 10 "twenty keys more" '^21$' eval 'ls /var/lib/sixgate/jump/keys | wc -l'
take_away acme/many.yaml
says "without most of the keys the brake holds" 'refused: the plan removes 20 of 21 entries'
opens "and keys stay"
sixgate_says force ssh-jump >/dev/null
expect_within 10 "until the operator lets it through" '^1$' eval 'ls /var/lib/sixgate/jump/keys | wc -l'

jump client4 alice alice@2001:db8:a::80 'read -r _; echo still here' <<<"" >"$run/still" 2>&1 &
end_of "$(agent_pid_file ssh-jump)" KILL
opens "the agent is killed: nothing changes"
start_agent ssh-jump
sed '/^jump:/d' "$lab/inventory/gateway.yaml" | put gateway.yaml
expect_within 10 "no jump: in gateway.yaml: nothing listens there any more" '^0$' eval 'at gateway ss -Hltn "sport = 2222" | wc -l'
without_configuration() { [[ -e /var/lib/sixgate/jump/sshd_config ]] || echo none; }
expect_within 10 "and there is no configuration to start from" '^none$' without_configuration
wait $! || :
