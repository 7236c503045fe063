# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, served, gone
# A plan that removes too much is refused with its numbers and the way on; --force goes through with it.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

entries 1 40 | put acme/many.yaml
expect_within 3 "forty entries more are served" "$served" reach 40
take_away acme/many.yaml
expect_within 5 "their removal is refused: the status says so" '[Bb]rake|refuse' sixgate_says status
expect "with the way on" "sixgate force $agent" sixgate_says status
expect "the entries are served on" "$served" reach 1
entries 99 99 | put acme/meanwhile.yaml
expect_within 5 "another host's new entry is served all the same" "$served" reach 99
rm -r "${inventory:?}"/acme "${inventory:?}"/umbra
expect_within 5 "an emptied inventory is refused likewise" '[Bb]rake|refuse' sixgate_says status
expect "everything is served on" "$served" reach 1
for customer in acme umbra; do
  for file in customer web1; do put "$customer/$file.yaml" <"$lab/inventory/$customer/$file.yaml"; done
done
expect_status "force is accepted" 0 sixgate_says force "$agent"
expect_within 5 "forced, the entries are gone" "$gone" reach 1
expect "the others are there" '^umbra-web1' visit client4 https://www.umbra.example/
