# shellcheck shell=bash
# HTTP by Host: one gateway address, two customers' hosts.
needs_sixgate

for client in client4 client46; do
  expect "$client reaches acme's host" '^acme-web1 of customer acme' visit "$client" http://www.acme.example/ -4
  expect "$client reaches umbra's host" '^umbra-web1 of customer umbra' visit "$client" http://www.umbra.example/ -4
done
expect "client6 reaches acme's host" '^acme-web1 of customer acme' visit client6 http://www.acme.example/
expect "client6 reaches umbra's host" '^umbra-web1 of customer umbra' visit client6 http://www.umbra.example/
expect "a Host with a port, in capitals and with a final dot is the same host" '^umbra-web1' \
  visit client4 http://www.acme.example/ -H 'Host: WWW.UMBRA.example.:80'
expect_log "acme's host logs the real IPv4 client" acme-web1/nginx.log \
  '^peer=2001:db8:64::c633:6404 proxy=- host=www.acme.example port=80 .* 200$'
expect_log "umbra's host logs the real IPv4 client" umbra-web1/nginx.log \
  '^peer=2001:db8:64::c633:642e proxy=- host=www.umbra.example port=80 .* 200$'
