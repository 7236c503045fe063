# shellcheck shell=bash
# The host listens on another port than the visitor uses.
needs_sixgate

expect "443 at the gateway is 9443 at the host" '^name moved.acme.example port 9443$' \
  visit client4 https://moved.acme.example/
expect "by IPv6, too" '^name moved.acme.example port 9443$' visit client6 https://moved.acme.example/
