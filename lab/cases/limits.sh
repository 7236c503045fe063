# shellcheck shell=bash
# Limits from gateway.yaml: a visitor over them is refused and counted, others are not; a slow hello is closed.
needs_sixgate

refusals() { runtime "show table sixgate_refusals" | sed -nE 's/.* key=([a-z-]+) .* gpc0=([0-9]+)$/\1 \2/p'; }
worker_before=$(worker)
change_gateway 's/^limits: .*/limits: { connections-per-client: 3, hello: 1s, headers: 1s }/'
wait_for 10 "our reload" another_worker_than "$worker_before"

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
