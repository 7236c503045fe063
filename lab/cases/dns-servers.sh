# shellcheck shell=bash
# A name server that is dead or slow harms nobody else's zones; dnsdist restarted and killed; queries that are none.
needs_sixgate

asks() { at client4 dig +time=3 +tries=1 "@$gateway" "$@"; }
told() { expect_within 5 "$1" "$2" asks "$3" "${4:-TXT}"; }
nsd_pid() { at acme-web1 cat "$run/acme-web1/nsd/nsd.pid"; }
# Another is down anyway, where the gateway's own zones are not served.
down() { sixgate_says status | sed -nE 's/^dns-zones .*name-servers-down ([0-9]+).*/\1/p'; }
kill -HUP "$(living "$(agent_pid_file dns-zones)")"
down_before=$(down)
expect "both zones are answered" 'from acme-web1' asks in.acme.example TXT
visitor_comes client4 "dns:in.umbra.example/TXT@$gateway"

# Slow: stopped, it takes queries and answers none.
kill -STOP -- "-$(nsd_pid)"
expect_within 10 "a name server that answers no more: its zone is SERVFAIL" 'status: SERVFAIL' asks other.in.acme.example TXT
began=$EPOCHREALTIME
expect "at once, not after a timeout" 'status: SERVFAIL' asks one-more.in.acme.example TXT
took=$((${EPOCHREALTIME/./} - ${began/./}))
if ((took < 1000000)); then ok "in less than a second"; else not_ok "in less than a second" "$took µs"; fi
expect "the other customer's zone is answered" 'from umbra-web1' asks in.umbra.example TXT
kill -HUP "$(living "$(agent_pid_file dns-zones)")"
expect_within 15 "with the next reading the operator is told that one more is down" "^$((down_before + 1))\$" down
kill -CONT -- "-$(nsd_pid)"
told "it answers again: so does its zone" 'from acme-web1' in.acme.example

# Dead.
kill -KILL -- "-$(nsd_pid)"
expect_within 5 "a name server that is gone: its zone is SERVFAIL" 'status: SERVFAIL' asks gone.in.acme.example TXT
daemonized_at acme-web1 nsd -c /etc/nsd/nsd.conf
told "back, its zone is answered" 'from acme-web1' in.acme.example

# What is no query, or none that may be asked.
send() { printf '%b' "$1" | at client4 socat -t 0.2 - "UDP:$gateway:53" | wc -c; }
expect_equal "three bytes are not answered" 0 "$(send 'abc')"
expect_equal "an answer is not answered" 0 "$(send '\x12\x34\x81\x80\0\x01\0\0\0\0\0\0\0\0\x01\0\x01')"
long=$(printf 'x%.0s' {1..2000})
expect_equal "nor are 2,000 bytes of letters" 0 "$(send "$long")"
# A header that says one question, and a name that runs out of the packet.
expect_equal "nor a name that has no end" 0 "$(send '\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x3fabc')"
at client4 python3 -I "$here/dns_noise.py" "$gateway" 5000
expect "after 5,000 random packets and 200 broken TCP sessions dnsdist answers" 'from acme-web1' asks in.acme.example TXT
expect "over TCP, too" 'from acme-web1' asks +tcp in.acme.example TXT
visitor_goes
expect_equal "the other customer's zone was answered all the time" 0 "$(failed_visits)"

# dnsdist is stopped: neither its console nor its port answers, and the agent waits for neither for ever.
wedged=$(at gateway "$lab/dnsdist" pid zones)
kill -STOP "$wedged"
printf 'address: 2001:db8:a::80\nzones: [wedged.z.acme.example]\n' | put acme/wedged.yaml
expect_within 30 "dnsdist wedged: the operator hears that it does not answer" 'dnsdist@sixgate-zones does not answer' sixgate_says status
kill -CONT "$wedged"
expect_within 15 "it goes on: what changed meanwhile is served" 'from acme-web1' asks wedged.z.acme.example TXT
expect_within 15 "and nothing differs" '^dns-zones +ok +[0-9a-f]+ +[0-9]+s +0 +0 ' sixgate_says status

# dnsdist starts from its own files, the agent alive or dead.
for agent_is in alive dead; do
  [[ $agent_is == alive ]] || end_of "$(agent_pid_file dns-zones)" KILL
  for how in restart kill; do
    before=$(at gateway "$lab/dnsdist" pid zones)
    "$lab/dnsdist" "$how" zones
    "$lab/dnsdist" start zones
    expect_not "agent $agent_is, dnsdist after a $how is another process" "^$before\$" at gateway "$lab/dnsdist" pid zones
    told "agent $agent_is, after a $how of dnsdist: zones are answered" 'from acme-web1' in.acme.example
    told "agent $agent_is, after a $how of dnsdist: those told by PROXY v2 as well" 'from umbra-web1' pp.umbra.example
  done
done
printf 'address: 2001:db8:a::80\nzones: [late.z.acme.example]\n' | put acme/late.yaml
start_agent dns-zones
told "the agent, back, serves what changed meanwhile" 'from acme-web1' late.z.acme.example
expect_within 5 "and nothing differs" '^dns-zones +ok +[0-9a-f]+ +[0-9]+s +0 +0 ' sixgate_says status
