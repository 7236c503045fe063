# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, served, gone, soon
# An inventory that is half written, broken in one of many files, replaced by git checkout, gone and back.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

entries 600 600 | put acme/h600.yaml
expect_within 5 "an entry is served" "$served" reach 600
visitor_comes client4 "$(address_of 600)"
for n in $(seq "$files"); do entries "$n" "$n" | put "acme/h$n.yaml"; done
entries 50 50 | sed 's/^address: /&[/' | put acme/h50.yaml
expect_within $((soon + 3)) "one of many files broken: the others are served" "$served" reach "$files"
expect_within "$soon" "its own entry is not" "$gone" reach 50
expect "status names the file" 'acme/h50.yaml:[0-9]+:[0-9]+: ' sixgate_says status

# Written in place and not at once, as an editor may do: what the file said before stands meanwhile.
half=$(entries 400 400)
{ printf '%s' "${half:0:45}"; timeout 0.1 tail -f /dev/null || :; printf '%s\n' "${half:45}"; } >"$inventory/acme/h400.yaml"
expect_within "$soon" "a file written in two halves is served" "$served" reach 400
expect_not "and is no problem" 'h400.yaml' sixgate_says check

# The folder is a git checkout, and is switched to another branch.
git_here() { git -C "$inventory" -c user.name=lab -c user.email=lab@provider.example "$@"; }
{ git_here init -q -b one && git_here add -A && git_here commit -qm one; } >/dev/null
git_here checkout -q -b two
entries 500 500 | put acme/h500.yaml
git_here add -A && git_here commit -qm two
expect_within "$soon" "on branch two its entry is served" "$served" reach 500
git_here checkout -q one
expect_within "$soon" "on branch one it is not" "$gone" reach 500
git_here checkout -q two
expect_within "$soon" "back on branch two it is" "$served" reach 500
rm -rf "$inventory/.git"

mv "$inventory" /etc/sixgate/away
expect_within 5 "the folder gone: the operator hears it" '^failure: the inventory cannot be used, so all stays as it is' sixgate_says status
expect "and all stays as it was" "$served" reach "$files"
mv /etc/sixgate/away "$inventory"
the_agent_is_well "the folder back: all is well"

printf 'addresses: [\n' | put gateway.yaml
expect_within 5 "gateway.yaml broken: the operator hears where" '^failure: .*gateway.yaml:[0-9]+:[0-9]+' sixgate_says status
expect "and all stays as it was" "$served" reach "$files"
put gateway.yaml <"$lab/inventory/gateway.yaml"
the_agent_is_well "gateway.yaml mended: all is well"
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
rm -f "$inventory"/acme/h*.yaml
expect_within 5 "more than the brake lets go at once is held back" '^refused: ' sixgate_says status
expect_status "until the operator says so" 0 sixgate_says force "$agent"
expect_within $((soon + 3)) "then it is gone" "$gone" reach "$files"
