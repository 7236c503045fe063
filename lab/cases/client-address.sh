# shellcheck shell=bash
# How the host learns the client: none, proxy-v1, proxy-v2 (embedded is the lab's default, shown by the other cases).
needs_sixgate

expect "none: the host sees the gateway" '^you are 2001:db8:a::1$' visit client4 https://plain.acme.example/
for version in v1 v2; do
  for scheme in http https; do
    port=80
    [[ $scheme == https ]] && port=443
    expect "$version, $scheme: an IPv4 client is announced as such, to the gateway's address and port" \
      "^you are 198.51.100.4 by PROXY, to 192.0.2.1 port $port\$" visit client4 "$scheme://$version.acme.example/"
    expect "$version, $scheme: an IPv6 client is announced as such, to the gateway's address and port" \
      "^you are 2001:db8:1006::6 by PROXY, to 2001:db8:ff::1 port $port\$" visit client6 "$scheme://$version.acme.example/"
  done
  expect_log "$version: nginx logs the client's IPv4 address plainly" acme-web1/nginx.log \
    "proxy=198.51.100.4 host=$version.acme.example port=8443 .* 200\$"
done
expect "embedded: an IPv6 client comes from the gateway's own address" '^you are 2001:db8:a::1$' \
  visit client6 https://www.acme.example/
