# shellcheck shell=bash
# A wildcard stands for exactly one label; an exact name hides it.
needs_sixgate

expect "a name below the wildcard is served" '^name blue.shop.acme.example port 443$' \
  visit client4 https://blue.shop.acme.example/
expect "by HTTP, too" '^name green.shop.acme.example port 80$' visit client4 http://green.shop.acme.example/
expect "two labels below it are not" 'unrecognized name' hello client4 443 a.b.shop.acme.example
expect "the name that it hangs from is not" 'unrecognized name' hello client4 443 shop.acme.example
expect "a service that the wildcard does not list is not" 'unrecognized name' hello client4 993 blue.shop.acme.example
add_endpoint acme/web1.yaml "  - name: red.shop.acme.example" "    services: [https]"
expect_within 2 "an exact name hides the wildcard wholly" '^status 421' visit client4 http://red.shop.acme.example/
expect "and is served as it says" '^name red.shop.acme.example port 443$' visit client4 https://red.shop.acme.example/
