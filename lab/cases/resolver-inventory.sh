# shellcheck shell=bash
# The agent dns64 with an inventory that is broken, half written, switched by git checkout, emptied of prefixes, gone and back.
needs_sixgate

resolver=2001:db8:ff::53
asks() { at umbra-web1 dig +time=2 +tries=1 "@$resolver" "$1" "$2"; }
made='AAAA[[:space:]]+2001:db8:64:64::cb00:7104'
hidden='ANSWER: 0' told='A[[:space:]]+203\.0\.113\.4'
umbra_is() { { cat "$lab/inventory/umbra/customer.yaml"; [[ $1 == with-ipv4 ]] || echo "ipv6-only: true"; } | put umbra/customer.yaml; }
dns64_is_well() { expect_within 60 "$1" '^dns64 +ok +[0-9a-f]+ +[^ ]+ +0 +0 ' sixgate_says status; }
visitor_comes umbra-web1 "dns:server4.example/AAAA@$resolver"

printf 'ipv6-only: [\n' | put umbra/customer.yaml
expect_within 30 "a customer's file broken: the operator hears where" 'umbra/customer.yaml:[0-9]+:[0-9]+' sixgate_says status
expect "and hosts resolve" "$made" asks server4.example AAAA
umbra_is ipv6-only
expect_within 30 "mended: what it says holds" "$hidden" asks server4.example A
half=$(cat "$lab/inventory/umbra/customer.yaml")
{ printf '%s' "${half:0:20}"; timeout 0.1 tail -f /dev/null || :; printf '%s\n' "${half:20}"; } >"$inventory/umbra/customer.yaml"
expect_within 30 "a file written in two halves holds" "$told" asks server4.example A

# The folder is a git checkout, and is switched to another branch and back.
git_here() { git -C "$inventory" -c user.name=lab -c user.email=lab@provider.example "$@"; }
{ git_here init -q -b one && git_here add -A && git_here commit -qm one; } >/dev/null
git_here checkout -q -b two
umbra_is ipv6-only
git_here add -A && git_here commit -qm two
expect_within 30 "on branch two umbra's hosts have IPv6 only" "$hidden" asks server4.example A
git_here checkout -q one
expect_within 30 "on branch one they have not" "$told" asks server4.example A
git_here checkout -q two
expect_within 30 "back on branch two they have" "$hidden" asks server4.example A
expect "and are made addresses all the time" "$made" asks server4.example AAAA
git_here checkout -q one
rm -rf "$inventory/.git"
dns64_is_well "and all is well, whatever branch there was"

# No brake: nobody loses an answer by what goes, A records are told again.
prefixes=$(seq -f '"2001:db8:b:%.0f::/64"' 1 40 | paste -sd,)
{ cat "$lab/inventory/umbra/customer.yaml"; echo "ipv6-only: [\"2001:db8:b::/64\", $prefixes]"; } | put umbra/customer.yaml
expect_within 30 "forty-one networks have IPv6 only" "$hidden" asks server4.example A
umbra_is with-ipv4
expect_within 30 "taken away at once, they get A records again: no brake holds it" "$told" asks server4.example A
expect "and AAAA records as before" "$made" asks server4.example AAAA
dns64_is_well "and the agent says so"

mv "$inventory" /etc/sixgate/away
expect_within 30 "the folder gone: the operator hears it" '^failure: the inventory cannot be used, so all stays as it is' sixgate_says status
expect "and hosts resolve" "$made" asks server4.example AAAA
mv /etc/sixgate/away "$inventory"
dns64_is_well "the folder back: all is well"
printf 'addresses: [\n' | put gateway.yaml
expect_within 30 "gateway.yaml broken: the operator hears where" '^failure: .*gateway.yaml:[0-9]+:[0-9]+' sixgate_says status
put gateway.yaml <"$lab/inventory/gateway.yaml"
dns64_is_well "gateway.yaml mended: all is well"

visitor_goes
expect_equal "no question failed" 0 "$(failed_visits)"
put umbra/customer.yaml <"$lab/inventory/umbra/customer.yaml"
