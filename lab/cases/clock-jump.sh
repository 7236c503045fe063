# shellcheck shell=bash
# The machine's clock is set two days forward and back again. libfaketime sets it for the agents and HAProxy; their time since
# boot goes on, as on a machine that is set. Traffic does not mind, the operator hears it, and what ends on a date ends.
needs_sixgate
faketime=/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketimeMT.so.1
[[ -e $faketime ]] || skip "libfaketime is not installed"

clock=$run/clock
# Monotonic clocks as they are, waits by them, too, and files' times; the file is looked at each second.
by_that_clock=(
  LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$clock" FAKETIME_CACHE_DURATION=1
  FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 NO_FAKE_STAT=1
)
set_clock() {
  printf '%s\n' "$1" >"$clock.new"
  chmod 644 "$clock.new"
  mv "$clock.new" "$clock"
}
agents=(sni-router ssh-forward own-zones ssh-jump nat64 dns-zones dns64)
end_all() {
  local name
  for name in "${agents[@]}"; do end_of "$(agent_pid_file "$name")" TERM; done
  end_of "$haproxy_pid_file" TERM
  wait_for 5 "the end of its workers" no_worker
}
start_by_that_clock() {
  local name
  for name in "${agents[@]}"; do
    (export "${by_that_clock[@]}" && start_agent "$name")
  done
  # Its semaphore must be made by the user that HAProxy runs as.
  printf '#!/bin/sh\nexec env %s %s "$@"\n' "${by_that_clock[*]}" "$haproxy" >"$run/haproxy-by-that-clock"
  chmod 755 "$run/haproxy-by-that-clock"
  (haproxy=$run/haproxy-by-that-clock && start_haproxy)
}
# umbra's hosts ask the resolver for an A record, which is told to them, or hidden if they have IPv6 only.
a_record() { at umbra-web1 dig +time=2 +tries=1 @2001:db8:ff::53 server4.example A; }
taken_back() { [[ $(says_pop3) ]] || echo taken back; }
says_pop3() { at client4 timeout 5 socat -T 2 - TCP:192.0.2.7:110; }
status_by_that_clock() { at gateway env "${by_that_clock[@]}" sixgate status; }

# anew N WHEN: a host more has a name, a key more opens the jump host, a port more leads through the kernel, a zone more is answered.
anew() {
  about dns-zones
  entries "$1" "$1" | put acme/many.yaml
  expect_within 15 "$2: a new zone is answered" "$served" reach "$1"
  about own-zones
  entries "$1" "$1" | put "acme/h$1.yaml"
  expect_within 15 "$2: a new host has a name" "$served" reach "$1"
  about ssh-jump
  entries "$1" "$1" | put "acme/h$1.yaml"
  expect_within 15 "$2: a new key opens the jump host" "$served" reach "$1"
  about nat64
  entries "$1" "$1" | put "acme/h$1.yaml"
  expect_within 15 "$2: a new port leads to the host by NAT64" "$served" reach "$1"
}

start_own_zones
start_jump_host
set_clock +0
end_all
start_by_that_clock
lease="leases: [{ service: pop3, address: 192.0.2.7, expires: $(date -u -d tomorrow +%F) }]"
{ cat "$lab/inventory/acme/web1.yaml"; printf '%s\n' "$lease"; } | put acme/web1.yaml
expect_within 10 "an address is lent until tomorrow" '^\+OK' says_pop3
visitor_comes client4 https://www.acme.example/

set_clock +2d
for agent in "${agents[@]}"; do
  expect_within 15 "forward: $agent tells it" "clock-set by-s=17[0-9]{4} text=\"the machine's clock was set" \
    tail -n 20 "$logs/gateway/$agent.log"
done
expect_within 10 "forward: what was lent until yesterday is taken back" '^taken back$' taken_back
expect_within 15 "forward: status finds all well, by the clock as it is now" '^sni-router +ok +[0-9a-f]+ +[0-9]s +0 +0 ' \
  status_by_that_clock
{ cat "$lab/inventory/acme/web1.yaml"; printf '  - %s.acme.example\n' forward; } | put acme/web1.yaml
expect_within 2 "forward: a change is live as ever" '^acme-web1' visit client4 https://forward.acme.example/
anew 51 forward
{ cat "$lab/inventory/umbra/customer.yaml"; echo 'ipv6-only: true'; } | put umbra/customer.yaml
expect_within 15 "forward: the resolver hides A records from who has IPv6 only" 'ANSWER: 0' a_record
serial=$(own_serial gw.provider.example)
{ cat "$lab/inventory/acme/web1.yaml"; printf '%s\n' "$lease"; } | put acme/web1.yaml

set_clock +0
for agent in "${agents[@]}"; do
  expect_within 15 "back: $agent tells it" 'clock-set by-s=-17[0-9]{4} ' tail -n 20 "$logs/gateway/$agent.log"
done
expect_within 5 "back: the address is lent again" '^\+OK' says_pop3
expect_within 15 "back: status finds all well" '^sni-router +ok +[0-9a-f]+ +[0-9]s +0 +0 ' \
  status_by_that_clock
add_endpoint acme/web1.yaml "  - back.acme.example"
expect_within 2 "back: a change is live as ever" '^acme-web1' visit client4 https://back.acme.example/
# What is left at the end goes while no agent runs, and more than ten names of own-zones would be a matter for the brake.
rm "$inventory/acme/h51.yaml"
anew 52 back
put umbra/customer.yaml <"$lab/inventory/umbra/customer.yaml"
expect_within 15 "back: and tells them again to who has both" '[[:space:]]A[[:space:]]+203\.0\.113\.4' a_record
expect "back: the serial of the zone has risen all the same" yes eval '(( $(own_serial gw.provider.example) > serial )) && echo yes'
more_visits 3
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
end_all
