# shellcheck shell=bash disable=SC2154 # sourced files set what is used
# sixgate doctor nat64 --from HOST: what a host needs to reach IPv4, looked at from the inside; and the CLAT of docs/nat64.md.
needs_sixgate

said() { printf '%s\n' "$before"; }
# The operator's way to log in to alice's host.
printf '%s\n' 'BatchMode yes' 'StrictHostKeyChecking no' 'UserKnownHostsFile /dev/null' 'LogLevel ERROR' "IdentityFile $run/alice.key" >"$run/operators-ssh"
from_acme() { sixgate_says doctor nat64 --from acme/web1 --user alice --ssh "ssh -F $run/operators-ssh" "$@"; }
expect_status "by ssh: all that must be is there" 0 from_acme --to mta-sts.promised.example:80 --to 203.0.113.4:80
before=$output
expect "the host asks the gateway's resolver" '^ok +resolver +asks 2001:db8:ff::53' said
expect "and finds IPv4-only names inside the prefix" '^ok +DNS64 +ipv4only.arpa is found inside 2001:db8:64:64::/96' said
expect "an IPv4-only server is reached by its name" '^ok +attempt +a connection to the name comes about' said
expect "a server is reached by its IPv4 address behind the prefix" '^ok +attempt +a connection to the address behind the prefix comes about' said
expect "not by the address itself, for want of a CLAT, which is said with where to read on" \
  'do: if there are such programs: docs/nat64.md, "CLAT"' said
expect "that nobody could look for advertisements is said, too" '^advice +PREF64 .* did not run as root' said

# In place: the file is mounted where sshd sees it.
resolver() { printf 'nameserver %s\noptions timeout:1 attempts:2\n' "$1" >/etc/netns/acme-web1/resolv.conf; }
resolver 2001:db8:1053::53
expect "with another resolver: it names both" '^wrong +resolver +asks 2001:db8:1053::53, not the gateway.s, 2001:db8:ff::53' from_acme
before=$output
expect "and what that means" '^wrong +DNS64 .*IPv4-only names lead nowhere' said
resolver 2001:db8:ff::53

# In umbra's host nobody of the provider has a login: its operator runs the script as root.
sixgate_says doctor nat64 --script >"$run/in-host.sh"
from_umbra() {
  at umbra-web1 sh "$run/in-host.sh" "$@" >"$run/answers"
  sixgate_says doctor nat64 --from umbra/web1 --answers "$run/answers"
}
daemon_at gateway "$run/gateway/router.pid" "$run/gateway/router.log" \
  python3 -B "$lab/cases/router_advertises.py" umbra-web1 2001:db8:64:64::/96
wait_for 5 "the router" grep -q advertises "$run/gateway/router.log"
expect_within 20 "the prefix in router advertisements is seen" '^ok +PREF64 +routers advertise 2001:db8:64:64::/96' from_umbra
end_of "$run/gateway/router.pid" TERM
expect "without them that is said" '^advice +PREF64 +not seen in router advertisements: no router answers' from_umbra

# The recipe of docs/nat64.md, as it stands there.
literal() { at umbra-web1 curl -sS --max-time 5 http://203.0.113.4/; }
expect_not "without a CLAT an IPv4 address itself leads nowhere" 'you are' literal
clat=$run/umbra-web1/clat
mkdir -p "$clat"
sed -n '/^## CLAT/,/^## /s/^    //p' "$root/docs/nat64.md" | sed -n '/^# clat.conf/,/^# end/p' >"$clat/clat.conf"
sed -n '/^## CLAT/,/^## /s/^    //p' "$root/docs/nat64.md" | sed -n '/^#!.bin.sh/,/^# end/p' >"$clat/clat"
sed -i "s|/etc/clat.conf|$clat/clat.conf|; s/\beth0\b/gateway/g" "$clat/clat"
daemon_at umbra-web1 "$clat/pid" "$clat/log" sh "$clat/clat"
expect_within 10 "with the CLAT of the recipe it leads to the server" '^you are 192\.0\.2\.3[245]$' literal
expect "and the doctor sees it" '^ok +CLAT +IPv4 addresses are reached by clat, from 192.0.0.1' from_umbra literal 203.0.113.4 80
before=$output
expect "and tries it" '^ok +attempt +a connection to the IPv4 address itself comes about' said
end_of "$clat/pid" TERM
at umbra-web1 ip link delete clat
at umbra-web1 sysctl -qw net.ipv6.conf.all.forwarding=0 net.ipv6.conf.gateway.proxy_ndp=0
at umbra-web1 ip -6 neigh flush proxy
