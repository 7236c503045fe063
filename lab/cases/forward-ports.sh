# shellcheck shell=bash
# Any TCP port, ranges, one address or all, lent addresses; the client's address by each mode; who may connect.
needs_sixgate

worker_before=$(worker)
put acme/ports.yaml <<'YAML'
address: 2001:db8:a::80
forwards:
  - { ports: 20000, host-port: 80 }
  - { ports: 20001, host-port: 80, client-address: none }
  - { ports: 20002, host-port: 8080, client-address: proxy-v1 }
  - { ports: 20003, host-port: 8080, client-address: proxy-v2 }
  - { ports: 20010, host-port: 10465, client-address: proxy-v2 }
  - { ports: 20443-20444, host-port: 443 }
  - { ports: 20100, host-port: 80, address: 192.0.2.1 }
  - { ports: 20200, host-port: 80, allow: [198.51.100.0/29, "2001:db8:1006::/47"] }
leases:
  - { service: http, address: 192.0.2.7 }
  - { service: imaps, address: 192.0.2.7 }
YAML
put umbra/ports.yaml <<'YAML'
address: 2001:db8:b::80
forwards:
  - { ports: 20100, host-port: 80, address: "2001:db8:ff::1" }
leases:
  - { service: https, address: 192.0.2.7 }
  - { service: http, address: 192.0.2.8 }
YAML
page() { visit "$1" "http://$2/"; }
expect_within 3 "a port of the gateway leads to a port of the host" '^acme-web1' page client4 192.0.2.1:20000
expect "which sees the client inside an IPv6 address" '^you are 2001:db8:64::c633:6404$' page client4 192.0.2.1:20000
expect "by IPv6, too" '^acme-web1' page client6 '[2001:db8:ff::1]:20000'
expect "mode none: it sees the gateway" '^you are 2001:db8:a::1$' page client4 192.0.2.1:20001
expect "mode proxy-v1: the client as he is, and where he arrived" '^you are 198.51.100.4 by PROXY, to 192.0.2.1 port 20002$' page client4 192.0.2.1:20002
expect "with IPv6, too" '^you are 2001:db8:1006::6 by PROXY, to 2001:db8:ff::1 port 20002$' page client6 '[2001:db8:ff::1]:20002'
expect "mode proxy-v2 likewise" '^you are 198.51.100.4 by PROXY, to 192.0.2.1 port 20003$' page client4 192.0.2.1:20003
expect "with IPv6, too" '^you are 2001:db8:1006::6 by PROXY, to 2001:db8:ff::1 port 20003$' page client6 '[2001:db8:ff::1]:20003'
# With a server that speaks first, inside TLS.
mail() { at client4 curl -sS --max-time 5 -k -v "smtps://192.0.2.1:20010" -X NOOP; }
perform mail
expect_log "the header precedes the first byte of a server that speaks first" acme-web1/postfix.log 'connect from .*\[198\.51\.100\.4\]'
expect "a range leads on one by one: the first" '^acme-web1' visit client4 https://www.acme.example:20443/ --resolve www.acme.example:20443:192.0.2.1
expect_status "the second, where the host has nothing" 35 visit client4 https://www.acme.example:20444/ --resolve www.acme.example:20444:192.0.2.1
expect "one address of the gateway is one customer's" '^acme-web1' page client4 192.0.2.1:20100
expect "the other one, on the same port, another's" '^umbra-web1' page client6 '[2001:db8:ff::1]:20100'

expect "a lent address: one customer's http" '^acme-web1' page client4 192.0.2.7
expect "another customer's https on the same" '^umbra-web1' visit client4 https://www.umbra.example/ --resolve www.umbra.example:443:192.0.2.7
expect "and http on the next address" '^umbra-web1' page client4 192.0.2.8
expect "the host sees the client there, too" '^you are 2001:db8:64::c633:6404$' page client4 192.0.2.7
expect "a port that nobody lent is reset" '^status 000$' page client4 192.0.2.9
expect "an SSH port is one of the gateway's own addresses alone" '^status 000$' page client4 192.0.2.7:22101

expect "who is listed may connect" '^acme-web1' page client4 192.0.2.1:20200
expect "by IPv6, too" '^acme-web1' page client6 '[2001:db8:ff::1]:20200'
expect "who is not is closed" '^status 000$' visit client46 http://192.0.2.1:20200/ -4
expect_log "and logged with the reason" gateway/haproxy.log '^forward client=198.51.100.46 .*port=20200 .*mode=not-allowed '
sed 's|198.51.100.0/29|198.51.100.32/27|' "$inventory/acme/ports.yaml" | put acme/ports.yaml
expect_within 3 "another list: who is in it now may" '^acme-web1' visit client46 http://192.0.2.1:20200/ -4
expect "who is no more may not" '^status 000$' page client4 192.0.2.1:20200
expect "explain names the line of a forward" 'acme/ports.yaml:9:[0-9]+: forwards$' sixgate_says explain 192.0.2.1:20100
expect "of the same port on another address, another one" 'umbra/ports.yaml:3:[0-9]+: forwards$' sixgate_says explain '[2001:db8:ff::1]:20100'
expect "and of a lease, with where it leads" 'leads to +\[2001:db8:b::80\]:443' sixgate_says explain 192.0.2.7:443
expect "HAProxy has it live" 'HAProxy +has the same live' sixgate_says explain 192.0.2.7:443
expect_status "a port that is nobody's ends with 1" 1 sixgate_says explain :22999
expect_equal "all of this was live, without a reload" "$worker_before" "$(worker)"
