# shellcheck shell=bash
# What a customer publishes, printed by sixgate dns records, is taken by the checkers, and leads visitors as it says.
needs_sixgate
zone=$run/acme.zone
# acme.example as the customer would have it with the printed lines, and a name server of its own.
published() {
  printf 'acme.example. 300 SOA ns.provider.example. hostmaster.acme.example. 1 3600 600 86400 60\nacme.example. 300 NS ns.provider.example.\n'
  sixgate_says dns records acme/web1 "$@" | grep -E '(^|\.)acme\.example\. '
}
for way in "" --direct-ipv6 --cname; do
  # shellcheck disable=SC2086 # none or one word
  published $way >"$zone"
  expect "named-checkzone takes what is printed ${way:-for both families}" '^OK$' named-checkzone -i local -k fail acme.example "$zone"
  expect "and so does nsd-checkzone" 'zone acme.example is ok' nsd-checkzone acme.example "$zone"
done
published >"$zone"
for client in client4 client6; do
  family=A
  [[ $client == client4 ]] || family=AAAA
  address=$(awk -v type="$family" '$1 == "www.acme.example." && $3 == type {print $4}' "$zone")
  expect "$client reaches the host by the printed $family record" '^acme-web1' \
    visit "$client" https://www.acme.example/ --resolve "www.acme.example:443:[$address]"
done
