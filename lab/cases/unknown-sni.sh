# shellcheck shell=bash
# Unknown or absent SNI: TLS alert 112, unrecognized_name, on every port.
needs_sixgate

for port in 443 465 587 993 995; do
  expect "an unknown name on $port is answered by alert 112" 'unrecognized name.*alert number 112' \
    hello client4 "$port" unknown.acme.example
done
expect "no name at all is answered by alert 112" 'unrecognized name.*alert number 112' hello client4 443 ""
expect "by IPv6, too" 'unrecognized name.*alert number 112' hello client6 443 unknown.acme.example '[2001:db8:ff::1]'
