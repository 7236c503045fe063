# shellcheck shell=bash disable=SC2154 # walk.sh sources this
# `sixgate setup` on the operator's gateway: what it would do, something in the way, and all well.

setup() { inside_machine sixgate setup "$@"; }
facts=(--addresses "192.0.2.1 2001:db8:ff::1" --provider-prefixes 2001:db8::/40 --customer-prefixes "2001:db8:a::/48 2001:db8:b::/48")
gateway_yaml=$disk/etc/sixgate/inventory/gateway.yaml
apart=$disk/etc/systemd/system/haproxy.service.d/without-sixgate.conf
well_there() { pasted Start 3; echo "status $?"; }
# taker ADDRESS PORT: another program of the operator's has that port.
taker() { inside_machine systemd-run --quiet --unit="taker-$2" socat "TCP-LISTEN:$2,bind=$1,reuseaddr,fork" EXEC:/bin/true; }

# ---------------------------------------------------------------- what it would do

mv "$gateway_yaml" "$machine/gateway.yaml"
setup --dry-run "${facts[@]}" >"$machine/setup" || say "sixgate setup --dry-run ended with $?"
expect "setup shows what it would write" '^ +customer-prefixes: \[2001:db8:a::/48, 2001:db8:b::/48\]$' cat "$machine/setup"
expect "and what it would enable" '^will enable and start sixgate-sni-router.service$' cat "$machine/setup"
expect_status "without a terminal to ask at, and without --yes, it ends with exit code 2" 2 setup "${facts[@]}"
expect_equal "and nothing was written" "" "$(ls "$disk/etc/sixgate/inventory")"
mv "$machine/gateway.yaml" "$gateway_yaml"

# ---------------------------------------------------------------- a port is taken

perform taker 192.0.2.1 443
perform taker 192.0.2.1 25
before=$(pid_of haproxy)
setup --yes >"$machine/setup" && say "setup took the taken port for nothing"
expect "setup says that port 443 is taken, and by whom" 'TCP port 443 of 192.0.2.1: taken by socat \(process [0-9]+\)' cat "$machine/setup"
expect "and port 25, for mail" 'mail, TCP port 25 of 192.0.2.1: taken by socat \(process [0-9]+\)' cat "$machine/setup"
expect "whose unit says so, too" 'TCP port 25 of 192.0.2.1 is taken by another program' inside_machine journalctl --no-pager -u sixgate-mail-relay
expect_equal "it enabled and started the rest" "" "$(grep 'failed: ' "$machine/setup" | grep -v sixgate-mail-relay || :)"
expect_equal "HAProxy was not touched" "$before" "$(pid_of haproxy)"
perform inside_machine systemctl restart haproxy
expect "and when restarted, as by a boot, it comes up with the operator's site" "operator's own site" own_site
perform inside_machine systemctl stop taker-443 taker-25

# ---------------------------------------------------------------- HAProxy does not start

perform taker 127.0.0.1 9999
printf 'frontend more\n    mode http\n    bind 127.0.0.1:9999\n' >"$disk/var/lib/sixgate/haproxy/zz.cfg"
expect_status "HAProxy doesn't start with these files: setup fails" 1 setup --yes
expect "and has started it without them: the operator's site is there" "operator's own site" own_site
rm "$disk/var/lib/sixgate/haproxy/zz.cfg"
perform inside_machine systemctl stop taker-9999
expect_within 180 "mail, whose port is free again, has come by itself" '^active ' active sixgate-mail-relay

# ---------------------------------------------------------------- all well, first as docs/install.md says it

mv "$gateway_yaml" "$machine/gateway.yaml"
# Of the tries above: a new user has none of it.
perform inside_machine sh -c 'systemctl stop "sixgate-*" "dnsdist@sixgate-*"; rm -f /run/sixgate/*.json'
answers=('192.0.2.1, 2001:db8:ff::1' 2001:db8::/32 '2001:db8:a::/48, 2001:db8:b::/48' '' '')
expect "setup asks at a terminal, and shows what it would do" '^will enable and start sixgate-sni-router.service$' typed Start 1 1 "${answers[@]}"
expect "it asks whether to do it, and takes no for an answer" 'Do this\? \[y/N\]' typed Start 1 2 "${answers[@]}" n
expect_equal "which changes nothing" "" "$(ls "$disk/etc/sixgate/inventory")"
expect_status "the line for where nobody can be asked brings Sixgate into service" 0 pasted Start 2
expect_within 60 "some seconds later status and doctor have nothing to say against it" '^status 0$' well_there
mv "$machine/gateway.yaml" "$gateway_yaml"
setup --yes >"$machine/setup" || { status=$?; cat "$machine/setup"; }
expect_equal "setup again, when more is written to gateway.yaml" "0" "${status:-0}"
expect_equal "what kept HAProxy apart is gone" "" "$(ls "$apart" 2>/dev/null)"
expect "HAProxy may have as many files as maxconn may need" '^524288$' inside_machine systemctl show --value -P LimitNOFILE haproxy
