# shellcheck shell=bash
# Limits from gateway.yaml: a visitor over them is refused and counted, others are not; a slow hello is closed.
needs_sixgate

refusals() { runtime "show table sixgate_refusals" | sed -nE 's/.* key=([a-z-]+) .* gpc0=([0-9]+)$/\1 \2/p'; }
# limit LIMITS: in force when no agent has anything left to do: each of HAProxy's agents reloads it for its own part.
limit() {
  change_gateway "s|^limits: .*|limits: { $1 }|"
  wait_for 60 "the limits in force" sixgate_says status || { sixgate_says status >&2; false; }
}
limit 'connections-per-client: 3, hello: 1s, headers: 1s'

# hold CLIENT: three connections to a host, open until this case ends them.
hold() {
  for _ in 1 2 3; do
    ip netns exec "$1" timeout 30 openssl s_client -quiet -connect "$gateway:993" -servername mail.acme.example \
      < <(exec sleep 30) >>"$run/held" 2>/dev/null &
    held+=($!)
  done
}
greeted_thrice() { (($(grep -c '^\* OK' "$run/held") == 3)); }
held=()
: >"$run/held"
hold client4
wait_for 5 "three greetings" greeted_thrice
expect "the fourth connection gets 429 by HTTP" '^status 429' visit client4 http://www.acme.example/
expect_status "and is closed by TLS" 35 visit client4 https://www.acme.example/
expect "another visitor is served" '^acme-web1' visit client46 https://www.acme.example/ -4
expect "it is counted" '^limited-connections 2' refusals
expect_log "it is logged" gateway/haproxy.log '^tls client=198.51.100.4 .*mode=limited-connections '
kill "${held[@]}" 2>/dev/null
expect_within 5 "when he has fewer he is served again" '^acme-web1' visit client4 https://www.acme.example/

half_hello() { printf '\x16\x03\x01\x02\x00\x01' | at client4 timeout 5 socat -t 4 -,ignoreeof TCP:"$gateway":443; }
expect_status "half a hello is closed, after its second" 0 half_hello
expect "it is counted" '^limited-hello 1' refusals
half_header() { printf 'GET / HTTP/1.1\r\nHost: www.acme.example\r\n' | at client4 timeout 5 socat -t 4 -,ignoreeof TCP:"$gateway":80; }
expect "half a header gets 408" '^HTTP/1.1 408 ' half_header

# A loop: the gateway itself visits one of its names.
expect "a visit from the gateway itself is a loop" '^status 508' visit gateway http://www.acme.example/
expect "plain text on a TLS port is closed" '^$' eval 'printf "GET / HTTP/1.0\r\n\r\n" | at client4 timeout 5 socat -t 1 - TCP:$gateway:443; echo'
expect "an unknown name gets 421" '^status 421' visit client4 http://192.0.2.1/ -H "Host: nobody.example"

# connections-per-host: the third visitor of one host is too much, another host is served.
limit 'connections-per-client: 100, connections-per-host: 3'
held=()
: >"$run/held"
hold client4
wait_for 5 "three greetings" greeted_thrice
expect "the fourth connection to a host is refused" '^status 503' visit client46 http://www.acme.example/ -4
expect "another host is served" '^umbra-web1' visit client46 http://www.umbra.example/ -4
expect "sixgate status counts it" '^visitors refused since .* limited-host 1(,|$)' sixgate_says status
kill "${held[@]}" 2>/dev/null

limit 'new-connections-per-client: 20/60s'
many() { for _ in $(seq 40); do visit client4 http://www.acme.example/; done; }
expect "who comes too often gets 429" '^status 429' many
expect "another visitor is served" '^acme-web1' visit client46 http://www.acme.example/ -4
expect "sixgate status counts it" '^visitors refused since .*limited-rate [0-9]+' sixgate_says status
expect "and those that were closed at once after ten refusals" 'closed-at-once [0-9]+' sixgate_says status
