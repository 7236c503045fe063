# shellcheck shell=bash
# An endpoint written into the inventory is served within a second, without a reload; removed, it is refused.
# alone: within a second, by the clock
needs_sixgate

worker_before=$(worker)
expect "before, the name is unknown" 'unrecognized name' hello client4 443 new.acme.example
add_endpoint acme/web1.yaml "  - new.acme.example"
expect_within 1 "written, it is reached by a new connection within 1 s" '^name new.acme.example port 443$' \
  visit client4 https://new.acme.example/
expect_within 1 "by HTTP, too" '^name new.acme.example port 80$' visit client4 http://new.acme.example/
printf 'address: 2001:db8:b::80\nendpoints: [shop.umbra.example]\n' | put umbra/shop.yaml
expect_within 1 "a new file of another customer likewise" '^umbra-web1' visit client6 https://shop.umbra.example/
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"
take_away umbra/shop.yaml
expect_within 1 "removed, it is refused within 1 s" 'unrecognized name' hello client4 443 new.acme.example
expect_within 1 "the file taken away, its name is refused" 'unrecognized name' hello client4 443 shop.umbra.example
expect_equal "HAProxy was not reloaded" "$worker_before" "$(worker)"
expect_within 2 "live map and map file are the same" '^same$' eval 'live_is_disk && echo same'
