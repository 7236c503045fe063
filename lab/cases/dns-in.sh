# shellcheck shell=bash
# Zones on IPv6-only name servers are answered on the gateway's port 53, for everybody, as their servers say it.
needs_sixgate

asks() { at "$1" dig +time=3 +tries=1 "@$gateway" "${@:2}"; }
asks6() { at "$1" dig +time=3 +tries=1 @2001:db8:ff::1 "${@:2}"; }
short() { asks "$@" +short; }
on_host() { at gateway dig +time=3 +tries=1 @2001:db8:a::80 "$@"; }
# The text of an answer without what differs from one to the next.
answer() { "$@" +noall +answer +authority +additional +comments | sed -E 's/id: [0-9]+//; /^;; (Query time|WHEN|SERVER|MSG)/d; /DiG/d'; }

expect "an IPv4-only client is answered with authority" 'flags: qr aa' asks client4 www.in.acme.example AAAA
expect "with what the host says" '^2001:db8:a::80$' short client4 www.in.acme.example AAAA
expect "the other customer's zone by the other customer's server" '^"from umbra-web1"$' short client4 in.umbra.example TXT
expect "over TCP" 'flags: qr aa' asks client4 +tcp www.in.acme.example AAAA
expect "over IPv6" 'flags: qr aa' asks6 client6 www.in.acme.example AAAA
expect "a large answer is truncated over UDP" 'flags: qr aa tc' asks client4 +ignore +bufsize=1232 big.in.acme.example TXT
expect_equal "and whole over TCP" 13 "$(at client4 dig +short +tcp "@$gateway" big.in.acme.example TXT | grep -c '^"')"
expect "a name that does not exist is the zone's NXDOMAIN" 'status: NXDOMAIN' asks client4 nothing.in.acme.example A
expect_equal "EDNS and all else of an answer are the name server's own" \
  "$(answer on_host www.in.acme.example AAAA +dnssec +nsid)" "$(answer asks client4 www.in.acme.example AAAA +dnssec +nsid)"
expect "signatures pass" 'RRSIG' asks client4 www.in.umbra.example AAAA +dnssec
read -r zone type rest <"$run/gateway/anchor.ds"
printf 'trust-anchors { %s static-%s %s "%s"; };\n' "$zone" "${type,,}" "${rest% *}" "${rest##* }" >"$run/anchors"
expect "delv validates what the IPv6-only server signed" '^; fully validated' \
  at client4 delv "@$gateway" -a "$run/anchors" +root=in.umbra.example www.in.umbra.example AAAA
expect "the world's resolver finds the zones by delegation" '^"from acme-web1"$' at gateway dig +short @127.0.0.1 -p 5310 in.acme.example TXT

expect "a name of nobody's zone is refused" 'status: REFUSED' asks client4 www.elsewhere.example A
expect "so is the parent of a zone" 'status: REFUSED' asks client4 acme.example SOA
expect_not "which is not an open resolver" '203\.0\.113' short client4 server4.example A
expect "ANY over UDP is truncated" 'flags: qr tc' asks client4 +ignore +notcp in.acme.example ANY
expect "and answered over TCP" 'ANSWER: [1-9]' asks client4 +tcp in.acme.example ANY
expect "an UPDATE is refused" 'REFUSED' at client4 nsupdate <(printf 'server %s\nzone in.acme.example\nupdate add x.in.acme.example 60 A 192.0.2.66\nsend\n' "$gateway")

expect "sixgate explain NAME:53 tells zone, server and what dnsdist has" 'dnsdist +has the same live' sixgate_says explain www.in.acme.example:53
expect "by the line of the inventory" 'acme/web1.yaml:[0-9]+:[0-9]+: in.acme.example' sixgate_says explain www.in.acme.example:53
expect "and of a name outside that it is refused" 'gets REFUSED' sixgate_says explain www.elsewhere.example:53

# Who is listed may have the whole zone (transfers-to), all others not.
expect "a zone transfer to a listed address" '^big\.in\.acme\.example\.' asks6 client6 in.acme.example AXFR
expect_not "to no other" '^big\.in\.acme\.example\.' asks client4 in.acme.example AXFR
expect_not "of no other zone" '^big\.in\.umbra\.example\.' asks6 client6 in.umbra.example AXFR
expect "an incremental one likewise" 'SOA' asks6 client6 +tcp in.acme.example IXFR=0
expect "not to others" 'Transfer failed' asks client4 +tcp in.acme.example IXFR=0
perform at client4 dig +opcode=notify +time=3 +tries=1 "@$gateway" in.acme.example SOA
expect_log "a NOTIFY reaches the name server" acme-web1/nsd.log 'notify for in\.acme\.example\.'

# Live: umbra's zone may be had by client6, whom umbra's server knows by PROXY v2.
expect "a server that is told the client by PROXY v2 answers" '^"from umbra-web1"$' short client4 pp.umbra.example TXT
expect "over TCP, too" '^"from umbra-web1"$' short client4 +tcp pp.umbra.example TXT
expect_log "it knows the real client" umbra-web1/pdns.log '\(198\.51\.100\.4\) .*pp\.umbra\.example'
sed 's/proxy-protocol: true/&, transfers-to: ["2001:db8:1006::6\/128"]/' "$lab/inventory/umbra/web1.yaml" | put umbra/web1.yaml
expect_within 3 "who becomes listed may have the zone at once" '^big\.pp\.umbra\.example\.' asks6 client6 pp.umbra.example AXFR
{ sed '/^zones:/,/name: in.acme/d' "$lab/inventory/acme/web1.yaml"; } | put acme/web1.yaml
expect_within 3 "a zone taken away is refused at once" 'status: REFUSED' asks client4 www.in.acme.example AAAA
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"
expect_within 3 "and back at once" '^2001:db8:a::80$' short client4 www.in.acme.example AAAA
printf 'address: 2001:db8:b::80\nzones: [zone.acme.example]\n' | put umbra/theirs.yaml
expect_within 3 "a zone in another customer's domain is reported" 'umbra/theirs.yaml:2:' sixgate_says check
expect "and refused" 'status: REFUSED' asks client4 zone.acme.example SOA
printf 'address: 2001:db8:b::80\nzones: [{ name: out.umbra.example, servers: ["2001:db8:ff::1"] }]\n' | put umbra/theirs.yaml
expect_within 3 "so is a name server outside the customer's prefixes" 'umbra/theirs.yaml:2:' sixgate_says check
rm "$inventory/umbra/theirs.yaml"

# DNS over TLS and over HTTPS reach the host by its name, TLS from end to end.
at acme-web1 dnsdist --supervised --disable-syslog -C <(printf '%s\n' "setSecurityPollSuffix('')" "setLocal('[::1]:5399')" \
  "newServer('[::1]:53')" "addDOHLocal('[::]:8453', '/etc/nginx/host.crt', '/etc/nginx/host.key')" "setACL('::/0')") \
  >>"$run/doh.log" 2>&1 &
doh=$!
change_gateway 's/^tls-ports: .*/tls-ports: [443, 465, 853, 993, 995]/'
add_endpoint acme/web1.yaml "  - { name: doh.acme.example, services: [https], ports: { https: 8453 } }"
tls() { at client4 kdig +time=3 "+$1" +tls-ca="$run/authority/ca.crt" +tls-hostname="$2" "@$gateway" www.in.acme.example AAAA; }
expect_within 10 "DNS over TLS by SNI" '^www\.in\.acme\.example\..*2001:db8:a::80' tls tls www.acme.example
expect_within 10 "DNS over HTTPS by SNI" '^www\.in\.acme\.example\..*2001:db8:a::80' tls https doh.acme.example
kill "$doh"
wait "$doh" 2>/dev/null || :
