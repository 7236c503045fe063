# shellcheck shell=bash
# Answers of customers' name servers are kept for some seconds, as they were said; no client gets more than its share by UDP.
needs_sixgate

asks() { at client4 dig +time=1 +tries=1 +norecurse +nocookie "@$gateway" "$@"; }
plain() { asks www.in.umbra.example AAAA "$@"; }
signed() { plain +dnssec "$@"; }
knot_pid() { cat "$run/umbra-web1/knot/knot.pid"; }
answered='status: NOERROR'

# While the name server is stopped, who is answered is answered by the gateway alone.
expect "a name server answers" 'flags: qr aa' plain
expect "and signs" RRSIG signed
kill -STOP "$(knot_pid)"
expect "kept: with authority" 'flags: qr aa' plain
expect "kept: what it said, and the time to live as it said it" '^www\.in\.umbra\.example\.[[:space:]]+60[[:space:]].*2001:db8:b::80' plain
expect_not "kept: without signatures for who wants none" RRSIG plain
expect "kept: with signatures for who wants them" RRSIG signed
expect "kept: those with authority, too" 'flags: qr aa' signed
expect_not "by TCP it is another question" "$answered" plain +tcp
expect_not "so it is for another client subnet" "$answered" plain +subnet=203.0.113.0/24
expect_not "and with a cookie" "$answered" plain +cookie=0102030405060708
expect_not "and with CD" "$answered" plain +cdflag
kill -CONT "$(knot_pid)"
expect_within 5 "it goes on, and so does its zone" "$answered" plain +tcp
expect "what was truncated by UDP" 'flags: qr aa tc' asks +ignore +bufsize=1232 big.in.acme.example TXT
expect_equal "is whole by TCP" 13 "$(asks +short +tcp big.in.acme.example TXT | grep -c '^"')"
for time in first second; do
  expect "ANY by UDP is truncated the $time time" 'flags: qr tc' asks +ignore +notcp in.acme.example ANY
done

# A customer changes his zone.
zone=/etc/netns/acme-web1/nsd/in.acme.example.zone
cp "$zone" "$run/zone"
says() {
  { cat "$run/zone"; [[ ! $1 ]] || printf 'soon 1 TXT "%s"\nlate 60 TXT "%s"\n' "$1" "$1"; } >"$zone"
  kill -HUP "$(at acme-web1 cat "$run/acme-web1/nsd/nsd.pid")"
}
says old
for name in soon late; do expect_within 15 "$name is what the zone says" old asks "$name.in.acme.example" TXT; done
says new
expect_within 5 "a change of a record with one second to live is seen at once" new asks soon.in.acme.example TXT
expect_within 15 "of one with a minute, within the time that dns.cache.max-ttl says" new asks late.in.acme.example TXT
says ''

# Nothing kept, 20 answers a second for a client.
flood() { at client4 python3 -I "$here/dns_flood.py" "$gateway" in.umbra.example 200; }
change_gateway 's/answers-per-client: .*/answers-per-client: 20\n  cache: { answers: 0 }/'
expect_within 15 "asked 200 times in one go, the rest is truncated, and no longer than the question" \
  '^whole [1-9][0-9]?, truncated 1[0-9]{2}, longer 0$' flood
expect "who is real is answered by TCP all the same" 'ANSWER: [1-9]' asks +tcp in.umbra.example TXT
expect "and so is another client by UDP" 'ANSWER: [1-9]' at client6 dig +time=2 +tries=1 +ignore @2001:db8:ff::1 in.umbra.example TXT
kill -STOP "$(knot_pid)"
expect_not "without a cache each question is the name server's" "$answered" plain +tcp
expect_not "asked again, too" "$answered" plain +tcp
kill -CONT "$(knot_pid)"
put gateway.yaml <"$lab/inventory/gateway.yaml"
expect_within 15 "the share given back, all are whole" '^whole 200, ' flood
