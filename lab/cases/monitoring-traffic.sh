# shellcheck shell=bash
# What is told of customers' traffic is what was sent: 100 connections of each of two customers, by IPv4 and by IPv6; and it
# is asked for by Debian's check_snmp.
needs_sixgate

table=1.3.6.1.4.1.8072.9999.9999.6464.1.9.1
start_agent snmp
page() { at gateway curl -sf --max-time 5 http://127.0.0.1:9664/metrics; }
# labels CUSTOMER SERVICE FAMILY, as the page has them; figure METRIC LABELS: 0 if there is no such row.
labels() { printf 'customer="%s",family="%s",service="%s"' "$1" "$3" "$2"; }
figure() { page | awk -v name="sixgate_$1_total{$2}" '$1 == name {value = $2} END {printf "%.0f\n", value}'; }
wait_for 20 "the page" page

# come CLIENT N ADDRESS URL: so many connections one after the other, each of its own.
come() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  at "$1" bash -c 'for ((n = 0; n < $1; n++)); do curl -sf --max-time 20 -o /dev/null --resolve "$2" "$3" || echo "failed $?"; done' come "$2" "$3" "$4"
}
body=$(at client4 curl -sf https://www.acme.example/ | wc -c) # before the count

# The reload gives a HAProxy that has counted nothing.
reload_haproxy
settled
declare -A families=([client4]=ipv4 [client6]=ipv6) addresses=([client4]=192.0.2.1 [client6]="[2001:db8:ff::1]")
for customer in acme umbra; do
  for client in client4 client6; do
    name=www.$customer.example
    expect_equal "100 connections of $client to $customer are made" "" \
      "$(come "$client" 100 "$name:443:${addresses[$client]}" "https://$name/")"
  done
done
for customer in acme umbra; do
  for client in client4 client6; do
    row=$(labels "$customer" https "${families[$client]}")
    expect_within 60 "$customer's 100 by ${families[$client]} are counted exactly" '^100$' figure connections "$row"
    received=$(figure received_bytes "$row") sent=$(figure sent_bytes "$row")
    expect_equal "$customer's bytes by ${families[$client]} are those of 100 hellos and answers ($received in, $sent out)" yes \
      "$( ((received > 100 * 200 && received < 100 * 10000 && sent > 100 * body && sent < 100 * (body + 20000))) && echo yes || echo no)"
  done
done


# ---- over HTTP, requests; a long answer; what goes to no host
head -c 3000000 /dev/urandom >"$run/acme-web1/bulk"
visit client4 http://www.acme.example/bulk -o "$run/bulk" >/dev/null
at client4 curl -sf -o /dev/null http://www.umbra.example/ -o /dev/null http://www.umbra.example/ -o /dev/null http://www.umbra.example/
expect "a name that is nobody's is refused" '^status 421' visit client4 http://www.acme.example/ -H 'Host: nobody.example'
expect_within 60 "three requests over one connection are three" '^3$' figure connections "$(labels umbra http ipv4)"
expect_equal "a long answer is one, and nothing that went to no host" 1 "$(figure connections "$(labels acme http ipv4)")"
size=$(wc -c <"$run/bulk") sent=$(figure sent_bytes "$(labels acme http ipv4)")
expect_equal "with its $size bytes and the header's ($sent)" yes "$( ((size == 3000000 && sent > size && sent < size + 1000)) && echo yes || echo no)"

# ---- forwards and leases; by the second hop of the PROXY modes nothing is counted twice
put acme/ports.yaml <<'YAML'
address: 2001:db8:a::80
endpoints:
  - { name: hop.acme.example, client-address: proxy-v2, services: [http], ports: { http: 8080 } }
forwards:
  - { ports: 20000, host-port: 80 }
  - { ports: 20003, host-port: 8080, client-address: proxy-v2 }
leases:
  - { service: http, address: 192.0.2.7 }
YAML
wait_for 20 "the forwards" at client4 curl -sf -o /dev/null http://192.0.2.7/
for port in 20000 20003; do at client4 curl -sf -o /dev/null "http://192.0.2.1:$port/"; done
at client6 curl -sf -o /dev/null "http://[2001:db8:ff::1]:20000/"
for client in client4 client6; do
  at "$client" timeout 10 socat -u "TCP:${addresses[$client]}:22101,readbytes=8" - >/dev/null
done
expect_within 60 "connections to SSH are counted" '^1$' figure connections "$(labels acme ssh ipv6)" # the last one
expect_equal "by IPv4, too" 1 "$(figure connections "$(labels acme ssh ipv4)")"
expect_equal "to other forwards, in every mode once" 2 "$(figure connections "$(labels acme forward ipv4)")"
expect_equal "by IPv6, too" 1 "$(figure connections "$(labels acme forward ipv6)")"
expect "to lent addresses" '^[1-9]$' figure connections "$(labels acme lease ipv4)"
expect_within 20 "the endpoint is served" '^acme-web1' visit client4 http://hop.acme.example/ --resolve hop.acme.example:80:192.0.2.1
expect_within 60 "in a PROXY mode a request is one" '^[2-9]$' figure connections "$(labels acme http ipv4)"
asked=$(grep -c '^http .*name=hop.acme.example .*mode=proxy-v2 ' <(tail -c "+$((${marks[gateway/haproxy.log]:-0} + 1))" "$logs/gateway/haproxy.log"))
expect_equal "as many as HAProxy's own log has" $((1 + asked)) "$(figure connections "$(labels acme http ipv4)")"

# ---- STARTTLS: by the protocol's name
imap() { at "$1" timeout 10 openssl s_client -connect "${addresses[$1]}:143" -starttls imap -servername mail.acme.example -brief </dev/null >/dev/null 2>&1 || :; }
for ((n = 0; n < 10; n++)); do imap client4; done
imap client6
at client4 timeout 10 bash -c 'exec 3<>/dev/tcp/192.0.2.1/143 && read -r greeting <&3 && echo "a LOGOUT" >&3 && cat <&3 >/dev/null' || :
expect_within 60 "connections with STARTTLS are counted" '^1$' figure connections "$(labels acme imap ipv6)"
expect_equal "by IPv4, too, and not who left before TLS" 10 "$(figure connections "$(labels acme imap ipv4)")"
expect "sixgate status has them by how they went" '^starttls imap: came 12, starttls 11, ended-before-tls 1$' sixgate_says status

# ---- by SNMP, as Debian's check_snmp asks
numbers() { printf '%s' "$1" | od -An -v -tu1 -w1 | tr -d ' ' | paste -sd.; }
# row CUSTOMER SERVICE FAMILY: as the names of its objects end.
row() { printf '%s.%s.%s.%s.%s' "${#1}" "$(numbers "$1")" "${#2}" "$(numbers "$2")" "$3"; }
number() { at gateway snmpget -v2c -c public -Oqv 127.0.0.1:16161 "$1"; }
check() { at gateway /usr/lib/nagios/plugins/check_snmp -H 127.0.0.1 -p 16161 -P 2c -C public -o "$@"; }
connections=$table.4.$(row acme https 4)
expect_equal "by SNMP it is the same: connections" 100 "$(number "$connections")"
expect_equal "bytes from clients" "$(figure received_bytes "$(labels umbra https ipv6)")" "$(number "$table.5.$(row umbra https 6)")"
expect_equal "bytes to clients" "$(figure sent_bytes "$(labels umbra https ipv6)")" "$(number "$table.6.$(row umbra https 6)")"
expect "check_snmp says OK while all is in the range" '^SNMP OK - \*?100' check "$connections" -w 50: -c 10:
expect_status "with the status for it" 0 check "$connections" -w 50: -c 10:
expect "WARNING below one bound" '^SNMP WARNING - \*?100' check "$connections" -w 1000: -c 10:
expect "CRITICAL below the other" '^SNMP CRITICAL - \*?100' check "$connections" -w 2000: -c 1000:
expect_status "with the status for it" 2 check "$connections" -w 2000: -c 1000:
agent_state=1.3.6.1.4.1.8072.9999.9999.6464.1.2.1.2.$(numbers sni-router)
expect_status "an agent's state can be checked so" 0 check "$agent_state" -c 1:2

# ---- bounds and new beginnings
change_gateway "\$a snmp:\\n  customers-in-metrics: 1"
expect_within 60 "customers beyond the number that is set are one row" '^100$' figure connections "$(labels _others https ipv6)"
expect_not "and have none of their own" 'sixgate_connections_total\{customer="umbra"' page
change_gateway ''
since=$(number "$table.7.$(row acme https 4)")
expect_within 60 "all have rows again" '^100$' figure connections "$(labels umbra https ipv6)"
reload_haproxy
come client4 3 www.acme.example:443:192.0.2.1 https://www.acme.example/
expect_within 60 "a HAProxy that was reloaded counts from 0" '^3$' figure connections "$(labels acme https ipv4)"
expect_within 10 "and by SNMP" '^3$' number "$connections"
expect_not "which tells since when" "^$since\$" number "$table.7.$(row acme https 4)"
expect "who had none since has no row" 'No Such Instance' number "$table.4.$(row umbra https 6)"
end_of "$(agent_pid_file snmp)" TERM
