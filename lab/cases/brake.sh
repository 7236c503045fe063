# shellcheck shell=bash
# A plan that removes too much is refused with its numbers and the way on; --force goes through with it.
needs_sixgate

many() { printf 'address: 2001:db8:a::80\nendpoints:\n'; printf '  - n%s.acme.example\n' {1..40}; }
many | put acme/many.yaml
expect_within 3 "forty names more are served" '^acme-web1' visit client4 http://n40.acme.example/
take_away acme/many.yaml
expect_within 5 "their removal is refused: the status says so" '[Bb]rake|refuse' sixgate_says status
expect "with the way on" 'sixgate force sni-router' sixgate_says status
expect "the names are served on" '^acme-web1' visit client4 http://n1.acme.example/
printf 'address: 2001:db8:b::80\nendpoints: [meanwhile.umbra.example]\n' | put umbra/meanwhile.yaml
expect_within 5 "another customer's new name is served all the same" '^umbra-web1' visit client4 http://meanwhile.umbra.example/
rm -r "${inventory:?}"/acme "${inventory:?}"/umbra
expect_within 5 "an emptied inventory is refused likewise" '[Bb]rake|refuse' sixgate_says status
expect "everything is served on" '^umbra-web1' visit client4 https://www.umbra.example/
for customer in acme umbra; do
  for file in customer web1; do put "$customer/$file.yaml" <"$lab/inventory/$customer/$file.yaml"; done
done
expect_status "force is accepted" 0 sixgate_says force sni-router
expect_within 5 "forced, the names are gone" '^status 421' visit client4 http://n1.acme.example/
expect "the others are there" '^umbra-web1' visit client4 https://www.umbra.example/
