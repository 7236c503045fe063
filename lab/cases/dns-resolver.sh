# shellcheck shell=bash
# The hosts' resolver when Unbound refuses, when either server is restarted or killed, and when the agent is not there.
needs_sixgate

resolver=2001:db8:ff::53
answered() { at umbra-web1 dig +time=2 +tries=1 "@$resolver" "${1:-server4.example}" AAAA; }
made='AAAA[[:space:]]+2001:db8:64:64::cb00:7104'
own=/etc/netns/gateway/unbound/unbound.conf
the_agent_has() { expect_within 15 "$1" "$2" sixgate_says status; }
expect "a host resolves" "$made" answered

# Unbound's threads take questions by the port that they come from, and dnsdist has several.
threads_asked() {
  local number
  for number in {1..40}; do echo "thread$number.nobody.example AAAA"; done | at umbra-web1 dnsperf -s "$resolver" -n 1 >/dev/null
  at gateway unbound-control stats_noreset | awk -F= '/^thread[0-9]+\.num\.queries=/ {n++; asked += $2 > 0} END {print asked " of " n}'
}
expect_within 20 "dnsdist asks each of Unbound's threads" '^2 of 2$' threads_asked

# Unbound's own program refuses: something is wrong in the operator's part.
visitor_comes umbra-web1 "dns:server4.example/AAAA@$resolver"
cp "$own" "$run/unbound.conf"
printf 'server:\n    no-such-option: yes\n' >>"$own"
change_gateway 's/never-synthesise: .*/always-synthesise: [both.example]/'
the_agent_has "Unbound refuses: the operator hears it, with Unbound's own words" 'Unbound refuses the new fragment.*no-such-option'
expect_not "nothing was put in place" 'both.example' cat /etc/netns/gateway/unbound/unbound.conf.d/sixgate.conf
cat "$run/unbound.conf" >"$own"
expect_within 40 "mended, it is applied by itself" "$made" answered both.example
put gateway.yaml <"$lab/inventory/gateway.yaml"
the_agent_has "and all is well" '^dns64 +ok +[0-9a-f]+ +[0-9]+s +0 +0 '
visitor_goes
expect_equal "no question failed" 0 "$(failed_visits)"

for agent_is in alive dead; do
  [[ $agent_is == alive ]] || end_of "$(agent_pid_file dns64)" KILL
  "$lab/dnsdist" kill resolver
  "$lab/dnsdist" start resolver
  expect_within 5 "agent $agent_is, dnsdist killed and started: hosts resolve" "$made" answered
  expect "agent $agent_is, dnsdist killed and started: A is hidden as before" 'ANSWER: 0' at acme-web1 dig "@$resolver" server4.example A
  end_of "$unbound_pid_file" KILL
  start_unbound
  expect_within 10 "agent $agent_is, Unbound killed and started: hosts resolve" "$made" answered
  expect_within 5 "agent $agent_is, Unbound killed and started: its answers are made by our fragment" '2001:db8:64:64::c000:aa' answered ipv4only.arpa
done
{ cat "$lab/inventory/umbra/customer.yaml"; echo "ipv6-only: true"; } | put umbra/customer.yaml
start_agent dns64
expect_within 10 "the agent, back, tells what changed meanwhile" 'ANSWER: 0' at umbra-web1 dig "@$resolver" server4.example A
for round in 1 2 3 4; do
  { cat "$lab/inventory/umbra/customer.yaml"; ((round % 2)) || echo "ipv6-only: true"; } | put umbra/customer.yaml
  timeout 0.0"$round" tail -f /dev/null || :
  end_of "$(agent_pid_file dns64)" KILL
  start_agent dns64
done
put umbra/customer.yaml <"$lab/inventory/umbra/customer.yaml"
expect_within 10 "killed in the middle of its work, again and again: what was written last holds" '203\.0\.113\.4' at umbra-web1 dig "@$resolver" server4.example A
the_agent_has "and nothing differs" '^dns64 +ok +[0-9a-f]+ +[0-9]+s +0 +0 '

# A configuration with which dnsdist does not start: another program has its address.
pid=$(at gateway "$lab/dnsdist" pid resolver)
at gateway socat -u UDP6-RECV:53,bind='[2001:db8:ff::25]' /dev/null >/dev/null 2>&1 &
taken=$!
change_gateway 's/addresses: \[2001:db8:ff::53\]/addresses: [2001:db8:ff::53, "2001:db8:ff::25"]/'
expect_within 30 "an address that another program has: the operator hears that dnsdist did not come up" 'did not come up with the new configuration' sixgate_says status
expect_within 5 "it runs with the configuration before" "$made" answered
expect_not "by a restart" "^$pid\$" at gateway "$lab/dnsdist" pid resolver
kill "$taken"
wait "$taken" 2>/dev/null || :
put gateway.yaml <"$lab/inventory/gateway.yaml"
the_agent_has "taken back, all is well" '^dns64 +ok +[0-9a-f]+ +[0-9]+s +0 +0 '
