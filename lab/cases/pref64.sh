# shellcheck shell=bash
# The NAT64 prefix in router advertisements: the recipes of docs/dns.md, as they stand there, by radvd and BIRD of Debian 13.
needs_sixgate
radvd=$("$lab/routers/prepare" --kept) || skip "radvd and BIRD of Debian 13 are not there; lab/routers/prepare gets them"
bird=${radvd%/*}/bird

# recipe FIRST-LINE: the block of docs/dns.md that begins so; the hosts' device is this lab's.
recipe() { sed -n '/^## Hosts/,/^## /p' "$root/docs/dns.md" | awk -v first="$1" '/^```/ {if (inside) exit; next} index($0, first) == 1 {inside = 1} inside' | sed 's/\bhosts\b/umbra-web1/'; }
hears() { at umbra-web1 python3 -B "$lab/cases/hears_router.py" gateway; }
sixgate_says doctor nat64 --script >"$run/in-host.sh"
doctor() {
  at umbra-web1 sh "$run/in-host.sh" >"$run/answers"
  sixgate_says doctor nat64 --from umbra/web1 --answers "$run/answers"
}
# heard_from PROGRAM: the host hears all that the recipe has, and the doctor finds it there.
heard_from() {
  expect_within 60 "$1: the host hears the prefix, for half an hour" '^pref64 2001:db8:64:64::, length code 0, 1800 s, 16 bytes$' hears
  expect_within 60 "$1: and the resolver" '^resolver 2001:db8:ff::53 ' hears
  expect_within 60 "$1: and its own network" '^prefix 2001:db8:b::/64$' hears
  expect_within 60 "$1: the doctor sees the prefix from inside the host" '^ok +PREF64 +routers advertise 2001:db8:64:64::/96' doctor
}
# The host keeps the addresses and routes that it has.
at umbra-web1 sysctl -qw net.ipv6.conf.gateway.accept_ra=0
expect_status "before, no router answers" 1 hears

recipe interface >"$run/gateway/radvd.conf"
expect_status "radvd: accepts the recipe" 0 at gateway "$radvd" -c -C "$run/gateway/radvd.conf"
daemon_at gateway "$run/gateway/radvd.pid" "$logs/gateway/radvd.log" \
  "$radvd" -n -m stderr -d 1 -C "$run/gateway/radvd.conf" -p "$run/gateway/radvd.own-pid"
heard_from radvd
end_of "$run/gateway/radvd.pid" TERM

# Of Debian's own bird.conf this recipe needs that.
{ printf 'router id 192.0.2.1;\nprotocol device {}\n'; recipe 'protocol radv'; } >"$run/gateway/bird.conf"
expect_status "BIRD: accepts the recipe" 0 at gateway "$bird" -p -c "$run/gateway/bird.conf"
daemon_at gateway "$run/gateway/bird.pid" "$logs/gateway/bird.log" \
  "$bird" -f -c "$run/gateway/bird.conf" -s "$run/gateway/bird.ctl" -P "$run/gateway/bird.own-pid"
heard_from BIRD
end_of "$run/gateway/bird.pid" TERM
expect_within 60 "when they are gone no router answers" 'no router answers' hears
at umbra-web1 sysctl -qw net.ipv6.conf.gateway.accept_ra=1
