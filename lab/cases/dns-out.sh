# shellcheck shell=bash
# What hosts are told by the resolver: AAAA records made of A, no A where a host could not use it, and nothing else changed.
needs_sixgate

resolver=2001:db8:ff::53
asks() { at "$1" dig +time=3 +tries=1 "@$resolver" "${@:2}"; }
short() { asks "$1" +short "${@:2}"; }

expect "a name with A alone gets an AAAA in the gateway's prefix" '^2001:db8:64:64::cb00:7104$' short umbra-web1 server4.example AAAA
expect "a name with an AAAA of its own keeps it" '^2001:db8:1006::6$' short umbra-web1 both.example AAAA
expect_not "and gets no other" '64:64' short umbra-web1 both.example AAAA
expect "an address so made has the name of the IPv4 address" '^server4\.example\.$' short acme-web1 -x 2001:db8:64:64::cb00:7104
expect "ipv4only.arpa tells the prefix (RFC 7050)" '^2001:db8:64:64::c000:aa$' short acme-web1 ipv4only.arpa AAAA
expect "and keeps its A for who looks for the prefix (RFC 8880)" '^192\.0\.0\.170$' short acme-web1 ipv4only.arpa A
expect "a name in never-synthesise gets none" 'ANSWER: 0' asks umbra-web1 v4only.example AAAA
expect "over TCP it is the same" '^2001:db8:64:64::cb00:7104$' short umbra-web1 +tcp server4.example AAAA

expect "a host with IPv4 of its own is told A" '^203\.0\.113\.4$' short umbra-web1 server4.example A
expect "one without is told that there is none" 'status: NOERROR' asks acme-web1 server4.example A
expect "with an SOA, so that the answer may be kept" '^hidden\.sixgate\.invalid\..*SOA' asks acme-web1 server4.example A
expect "an unknown name does not exist" 'status: NXDOMAIN' asks acme-web1 nothing.example AAAA

# An IPv4-mapped AAAA would lead a host round NAT64.
expect_not "an IPv4-mapped AAAA is not passed on" '::ffff:' short umbra-web1 mapped.example AAAA

# DNSSEC: Unbound validates, and what is signed stays provable.
expect "a signed answer is validated" 'flags:.* ad[ ;]' asks acme-web1 www.in.umbra.example AAAA +dnssec
expect "a forged one is SERVFAIL" 'status: SERVFAIL' asks acme-web1 www.forged.example AAAA
expect "who checks for himself gets signatures" 'RRSIG' asks acme-web1 www.in.umbra.example AAAA +cdflag +dnssec
read -r zone type rest <"$run/gateway/anchor.ds"
printf 'trust-anchors { %s static-%s %s "%s"; };\n' "$zone" "${type,,}" "${rest% *}" "${rest##* }" >"$run/anchors"
expect "delv validates from the host through the resolver" '^; fully validated' \
  at acme-web1 delv "@$resolver" -a "$run/anchors" +root=in.umbra.example www.in.umbra.example AAAA

# From the machine itself, so that no route stands between: the one address is in no customer's prefix, the other is the resolver's.
from() { at gateway dig +time=1 +tries=1 -b "$1" "@$resolver" server4.example AAAA; }
expect "who is no customer is not served" 'communications error|no servers could be reached|timed out' from 2001:db8:ff::1
expect "where others are" '2001:db8:64:64::cb00:7104' from "$resolver"

# A program of before Happy Eyeballs: it takes the first family that a name has, and no other.
page_of() { at "$1" python3 -I "$here/prefers_a.py" "$2" "$resolver" 80; }
expect "a program that takes A first fails where A is told" 'Network is unreachable' page_of umbra-web1 server4.example
expect "and works where it is hidden, by NAT64" '^server4, IPv4 only' page_of acme-web1 server4.example
expect "so does one that asks properly, by name" '^server4, IPv4 only' at umbra-web1 curl -sS --max-time 5 http://server4.example/

# Live: a customer becomes IPv6-only, and is no longer.
process_before=$(at gateway "$lab/dnsdist" pid resolver)
{ cat "$lab/inventory/umbra/customer.yaml"; echo "ipv6-only: true"; } | put umbra/customer.yaml
expect_within 3 "a customer who becomes IPv6-only is told no A, live" 'ANSWER: 0' asks umbra-web1 server4.example A
put umbra/customer.yaml <"$lab/inventory/umbra/customer.yaml"
expect_within 3 "and again, when he is no longer" '^203\.0\.113\.4$' short umbra-web1 server4.example A
expect_equal "without a restart of dnsdist" "$process_before" "$(at gateway "$lab/dnsdist" pid resolver)"

# Names as configured: Unbound is reloaded, its cache kept where it can.
change_gateway 's/never-synthesise: .*/always-synthesise: [both.example]/'
expect_within 10 "a name in always-synthesise gets an AAAA made beside its own" '^2001:db8:64:64::cb00:7104$' short umbra-web1 both.example AAAA
expect_within 10 "a name that left never-synthesise gets one" '^2001:db8:64:64::cb00:7104$' short umbra-web1 v4only.example AAAA
put gateway.yaml <"$lab/inventory/gateway.yaml"
expect_within 10 "and back" 'ANSWER: 0' asks umbra-web1 v4only.example AAAA
