# shellcheck shell=bash
# HTTPS by SNI: TLS runs between visitor and host; the gateway has no certificate.
needs_sixgate

for client in client4 client6 client46; do
  expect "$client reaches acme's host, certificate verified" '^acme-web1 of customer acme' \
    visit "$client" https://www.acme.example/
  expect "$client reaches umbra's host, certificate verified" '^umbra-web1 of customer umbra' \
    visit "$client" https://www.umbra.example/
done
expect "client46 reaches acme's host by IPv4, too" '^acme-web1' visit client46 https://www.acme.example/ -4
expect "HTTP/2 is the host's own" '^status 200' visit client4 https://www.umbra.example/ --http2
expect_equal "the visitor is shown acme's own certificate" "$(certificate_of acme-web1)" \
  "$(certificate_at client4 443 www.acme.example)"
expect_equal "the visitor is shown umbra's own certificate" "$(certificate_of umbra-web1)" \
  "$(certificate_at client4 443 www.umbra.example)"
expect "the bare name works by IPv4 through the gateway" '^acme-web1' visit client4 https://acme.example/
expect "the bare name works by IPv6 without it" '^you are 2001:db8:1006::6$' visit client6 https://acme.example/
expect_log "acme's host logs the real IPv4 client" acme-web1/nginx.log \
  '^peer=2001:db8:64::c633:6404 proxy=- host=www.acme.example port=443 .* 200$'
expect_log "umbra's host logs the real IPv4 client" umbra-web1/nginx.log \
  '^peer=2001:db8:64::c633:6404 proxy=- host=www.umbra.example port=443 .* 200$'
