# shellcheck shell=bash
# A bad file or entry is left out and reported; everything else goes on.
needs_sixgate

printf 'address: [\n' | put acme/broken.yaml
printf 'address: 2001:db8:b::80\nendpoint: [typo.umbra.example]\n' | put umbra/typo.yaml
add_endpoint acme/web1.yaml "  - good.acme.example" "  - bad..acme.example"
expect_within 2 "the good entry beside a bad one is served" '^acme-web1' visit client4 https://good.acme.example/
expect "what was there is served on" '^umbra-web1' visit client4 https://www.umbra.example/
expect "the broken file is reported with its place" 'acme/broken.yaml:[0-9]+:[0-9]+: ' sixgate_says check
expect "the unknown key is reported with what was meant" 'umbra/typo.yaml:2:1: .*endpoints' sixgate_says check
expect "the bad name is reported with its place" 'acme/web1.yaml:[0-9]+:[0-9]+: .*bad\.\.acme\.example' sixgate_says check
expect_status "check ends with 1" 1 sixgate_says check
