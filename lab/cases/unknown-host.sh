# shellcheck shell=bash
# Unknown Host: 421 Misdirected Request with a short page. No Host: 400.
needs_sixgate

expect "an unknown Host is answered by 421" '^status 421$' visit client4 http://unknown.acme.example/
expect "with a page that names it" 'unknown.acme.example' visit client4 http://unknown.acme.example/
expect "a page of one line" '^size [0-9]{2,3}$' visit client4 http://unknown.acme.example/ -w '\nsize %{size_download}\n'
expect "by IPv6, too" '^status 421$' visit client6 http://unknown.acme.example/
expect "no Host is answered by 400" '^status 400$' visit client4 http://www.acme.example/ --http1.0 -H 'Host:'
