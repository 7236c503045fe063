# shellcheck shell=bash
# Whatever stands in the maps, HAProxy itself goes nowhere but to customers' hosts.
needs_sixgate

# Nobody mends the map meanwhile.
end_of "$(agent_pid_file sni-router)" KILL

refused() {
  runtime "add map $maps/names.map trap.acme.example $1|none" >/dev/null
  expect "$2 is refused by TLS" 'unrecognized name' hello client4 443 trap.acme.example
  expect "$2 is refused by HTTP" '^status 502$' visit client4 http://trap.acme.example/
  runtime "del map $maps/names.map trap.acme.example" >/dev/null
}
refused 2001:db8:ff::1 "the gateway itself"
refused ::1 "loopback"
refused 2001:db8:1006::6 "an address outside the customers' prefixes"
refused ::ffff:127.0.0.1 "an IPv4-mapped address"
refused fe80::1 "a link-local address"
refused ff02::1 "a multicast address"
refused 2001:db8:64::c633:6404 "an embedded client address"
runtime "add map $maps/names.map trap.acme.example 2001:db8:a::80|none" >/dev/null
expect "the same way to a customer's host is open" '^acme-web1' visit client4 http://trap.acme.example/
runtime "del map $maps/names.map trap.acme.example" >/dev/null
start_agent sni-router
expect_within 5 "the agent, back, has the maps right again" '^same$' eval 'live_is_disk && echo same'

expect "what the inventory names outside the customer's prefixes is reported" 'evil.yaml:1:' \
  eval 'printf "address: 2001:db8:b::80\nendpoints: [evil.acme.example]\n" | put acme/evil.yaml; sixgate_says check'
expect_status "and not served" 1 grep -q evil.acme.example "$maps/names.map"

# The gateway has an address of its own in each customer's network; a host with that address would be a way in.
printf 'address: 2001:db8:b::1\nendpoints: [{ name: inside.umbra.example, client-address: none, ports: { http: 8404 } }]\n' |
  put umbra/inside.yaml
expect_within 3 "the gateway's own address in a customer's network is refused" '^status 502' \
  visit client4 http://inside.umbra.example/
expect "by TLS, too" 'unrecognized name' hello client4 443 inside.umbra.example
