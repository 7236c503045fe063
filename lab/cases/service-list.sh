# shellcheck shell=bash
# An endpoint with a list of services is served on their ports only.
needs_sixgate

expect "the listed service is served" '^name secure.acme.example port 443$' visit client4 https://secure.acme.example/
expect "HTTP is not" '^status 421' visit client4 http://secure.acme.example/
for port in 465 587 993 995; do
  expect "port $port is not" 'unrecognized name' hello client4 "$port" secure.acme.example
done
