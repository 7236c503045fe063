# shellcheck shell=bash
# A name claimed by two customers: for the one that lists the domain, else for neither; both files are named.
needs_sixgate

add_endpoint umbra/web1.yaml "  - www.acme.example" "  - lone.nobody.example"
expect_within 2 "check names the file of the claimant" 'umbra/web1.yaml:[0-9]+:[0-9]+: .*www.acme.example' sixgate_says check
expect "and the other one" 'acme/' sixgate_says check
expect "the one that lists the domain is served" '^acme-web1' visit client4 https://www.acme.example/
expect_within 2 "a name of a domain that nobody lists is served for its only claimant" '^umbra-web1' \
  visit client4 http://lone.nobody.example/
add_endpoint acme/web1.yaml "  - lone.nobody.example"
expect_within 2 "claimed by a second customer, it is served for neither" '^status 421' \
  visit client4 http://lone.nobody.example/
expect "check names the one file" 'acme/web1.yaml.*lone.nobody.example|lone.nobody.example.*acme/web1.yaml' sixgate_says check
expect "and the other" 'umbra/web1.yaml.*lone.nobody.example|lone.nobody.example.*umbra/web1.yaml' sixgate_says check
expect_status "check ends with 1" 1 sixgate_says check
