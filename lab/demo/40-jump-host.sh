# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "SSH through the jump host, on one port"
tell "An OpenSSH of its own on the gateway. A customer's key opens the SSH ports of that customer's hosts, and nothing else."
type_in gateway "sed -i \"s|^ssh: { port: 22101 }|ssh: { port: 22101, keys: ['\$(cat /run/lab/alice.key.pub)'] }|\" /etc/sixgate/inventory/acme/web1.yaml; grep -o '^ssh:.*keys: .ssh-ed25519' /etc/sixgate/inventory/acme/web1.yaml"
lab/server start jump-host
type_in gateway "sixgate ssh show acme/web1 --user alice | grep -A 8 'jump host'"
type_in client4 "printf 'BatchMode yes\nUserKnownHostsFile /dev/null\nIdentityFile /run/lab/alice.key\n' > /run/lab/alice.config
timeout 20 ssh -F /run/lab/alice.config -J jump@192.0.2.1:2222 alice@2001:db8:a::80 'whoami; ip -6 -brief address show scope global | grep -o 2001:db8:a::80'"
shows "ssh -J from an IPv4-only place: a shell on the IPv6-only host, keys end to end" "^alice$"
type_in gateway "grep -o 'Accepted publickey for jump from 198.51.100.4.*ED25519 SHA256:' /run/lab/log/gateway/jump-sshd.log | tail -n 1"
shows "the gateway logs the client and the key" "Accepted publickey for jump from 198.51.100.4"
type_in client4 "timeout 20 ssh -F /run/lab/alice.config -J jump@192.0.2.1:2222 bob@2001:db8:b::80 whoami"
shows "another customer's host stays closed" "administratively prohibited|open failed" "^bob$"
type_in client4 "timeout 20 ssh -F /run/lab/alice.config -p 2222 jump@192.0.2.1 id"
shows "the gateway itself gives no shell" "session open refused|open failed|prohibited|shell request failed|closed by" "^uid="
type_in gateway "sed -i 's|^ssh: { port: 22101,.*|ssh: { port: 22101 }|' /etc/sixgate/inventory/acme/web1.yaml"
type_in client4 "for i in \$(seq 50); do timeout 5 ssh -F /run/lab/alice.config -p 2222 -W '[2001:db8:a::80]:22' jump@192.0.2.1 </dev/null 2>&1 | grep -m 1 'Permission denied' && break; sleep 0.1; done"
shows "a key that is taken out of the inventory is refused at once" "Permission denied"
