# shellcheck shell=bash
# An inventory that is half written, broken in one of many files, replaced by git checkout, gone and back.
needs_sixgate

visitor_comes client4 https://www.acme.example/
for n in $(seq 300); do
  printf 'address: 2001:db8:b::80\nendpoints: [h%s.umbra.example]\n' "$n" | put "umbra/h$n.yaml"
done
printf 'address: [2001:db8:b::80\nendpoints: [h150.umbra.example]\n' | put umbra/h150.yaml
expect_within 5 "one of many files broken: the others are served" '^umbra-web1' visit client4 http://h300.umbra.example/
expect_within 2 "its own name is not" '^status 421' visit client4 http://h150.umbra.example/
expect "status names the file" 'umbra/h150.yaml:[0-9]+:[0-9]+: ' sixgate_says status

# Written in place and not at once, as an editor may do: what the file said before stands meanwhile.
{ printf 'address: 2001:db8:b::80\nendpoints: [half'; timeout 0.1 tail -f /dev/null || :; printf '.umbra.example]\n'; } >"$inventory/umbra/half.yaml"
expect_within 2 "a file written in two halves is served" '^umbra-web1' visit client4 http://half.umbra.example/
expect_not "and is no problem" 'half.yaml' sixgate_says check

# The folder is a git checkout, and is switched to another branch.
git_here() { git -C "$inventory" -c user.name=lab -c user.email=lab@provider.example "$@"; }
{ git_here init -q -b one && git_here add -A && git_here commit -qm one; } >/dev/null
git_here checkout -q -b two
printf 'address: 2001:db8:b::80\nendpoints: [two.umbra.example]\n' | put umbra/two.yaml
git_here add -A && git_here commit -qm two
expect_within 2 "on branch two its name is served" '^umbra-web1' visit client4 http://two.umbra.example/
git_here checkout -q one
expect_within 2 "on branch one it is not" '^status 421' visit client4 http://two.umbra.example/
git_here checkout -q two
expect_within 2 "back on branch two it is" '^umbra-web1' visit client4 http://two.umbra.example/
rm -rf "$inventory/.git"

mv "$inventory" /etc/sixgate/away
expect_within 5 "the folder gone: the operator hears it" '^failure: the inventory cannot be used, so all stays as it is' sixgate_says status
expect "and all stays as it was" '^umbra-web1' visit client4 http://h300.umbra.example/
mv /etc/sixgate/away "$inventory"
expect_within 5 "the folder back: all is well" '^sni-router +ok' sixgate_says status

printf 'addresses: [\n' | put gateway.yaml
expect_within 5 "gateway.yaml broken: the operator hears where" '^failure: .*gateway.yaml:[0-9]+:[0-9]+' sixgate_says status
expect "and all stays as it was" '^umbra-web1' visit client4 http://h300.umbra.example/
put gateway.yaml <"$lab/inventory/gateway.yaml"
expect_within 5 "gateway.yaml mended: all is well" '^sni-router +ok' sixgate_says status
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
rm -f "$inventory"/umbra/{h*,two}.yaml
expect_within 5 "more than the brake lets go at once is held back" '^refused: ' sixgate_says status
expect_status "until the operator says so" 0 sixgate_says force sni-router
expect_within 5 "then it is gone" '^status 421' visit client4 http://h300.umbra.example/
