# shellcheck shell=bash
# The gateway tells what begins and what is over by notifications: Debian's snmptrapd hears them by SNMPv2c and SNMPv3.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"

secrets=/etc/sixgate/snmp
install -d -m 700 "$secrets"
(umask 077 && printf 'authentic-monitor\nencrypted-monitor\n' >"$secrets/monitor")
receivers='receivers: [{ address: 203.0.113.4:1162 }, { address: "[2001:db8:1006::6]:1162", user: monitor }]'
change_gateway "\$a snmp:\\n  $receivers"
start_agent snmp
wait_for 20 "the agent's name" test -s /var/lib/sixgate/snmp/engine
read -r engine _ </var/lib/sixgate/snmp/engine

# hears PLACE ADDRESS LINE…: snmptrapd there, with these lines of configuration.
hears() {
  local place=$1 address=$2
  shift 2
  mkdir -p "$run/$place/snmp" "$logs/$place"
  printf '%s\n' "$@" >"$run/$place/snmptrapd.conf"
  daemon_at "$place" "$run/$place/snmptrapd.pid" "$logs/$place/snmptrapd.log" \
    env MIBDIRS="$root/snmp-agent/src/test/mibs:/usr/share/snmp/mibs:$root/snmp-agent/src/main/mibs" MIBS=SIXGATE-MIB \
    SNMP_PERSISTENT_DIR="$run/$place/snmp" \
    snmptrapd -f -Lo -C -c "$run/$place/snmptrapd.conf" -Oqs -F '%V|%v\n' "$address"
}
hears server4 udp:203.0.113.4:1162 'authCommunity log public'
hears client6 'udp6:[2001:db8:1006::6]:1162' \
  "createUser -e 0x$engine monitor SHA-256 authentic-monitor AES encrypted-monitor" 'authUser log monitor authPriv'
# Both were not there when the agent began, and nobody acknowledges a notification: it is started anew.
end_of "$(agent_pid_file snmp)" TERM
start_agent snmp

# told KIND SUBJECT STATE TEXT: a line that both have; snmpModules.1.1.4.1.0 is snmpTrapOID.0.
both() { grep -E "$1" "$logs/server4/snmptrapd.log" && grep -E "$1" "$logs/client6/snmptrapd.log"; }
told() {
  local line="snmpModules.1.1.4.1.0 $1\\|sixgateNoticeSubject.0 \"?$2\"?\\|sixgateNoticeState.0 $3\\|sixgateNoticeText.0 \"?$4"
  both "$line"
}
hear() { expect_within 40 "$1" 'sixgateNotice' told "${@:2}"; }
number() { at gateway env MIBS= snmpget -v2c -c public -Oqv 127.0.0.1:16161 "1.3.6.1.4.1.8072.9999.9999.6464.1.8.$1.0"; }

# ---- health
sed "s/^address: .*/address: [2001:db8:a::80, 2001:db8:a::99]/" "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml
hear "an address that does not answer is told" sixgateHealthChanged 'acme/web1 2001:db8:a::99' begun 'does not answer on [0-9]+ ports'
health() { at gateway env MIBS= snmpget -v2c -c public -Oqv 127.0.0.1:16161 "1.3.6.1.4.1.8072.9999.9999.6464.1.10.1.$1.$(printf 'acme/web1 2001:db8:a::99' | od -An -v -tu1 -w1 | tr -d ' ' | paste -sd.)"; }
expect_within 10 "a table has the address and on how many ports it does not" '^[1-9][0-9]*$' health 2
page() { at gateway curl -sf --max-time 5 http://127.0.0.1:9664/metrics; }
expect_within 10 "Prometheus reads that one of acme's does not" '^sixgate_customer_addresses_down\{customer="acme"\} 1\.0$' page
expect "and none of umbra's" '^sixgate_customer_addresses_down\{customer="umbra"\} 0\.0$' page
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"
hear "and when it is no trouble any more" sixgateHealthChanged 'acme/web1 2001:db8:a::99' over 'does not answer'

# ---- the brake
about sni-router
entries 1 40 | put acme/many.yaml
expect_within 10 "forty entries more are served" "$served" reach 40
take_away acme/many.yaml
hear "a plan that the brake holds is told, with its numbers" sixgatePlanRefused sni-router begun '.*removes? [0-9]+ of [0-9]+'
expect_status "force is accepted" 0 sixgate_says force sni-router
hear "forced, it is over" sixgatePlanRefused sni-router over '.*removes?'

# ---- a pool that has nothing left
{ cat "$lab/inventory/acme/web1.yaml"; printf 'leases:\n  - { service: pop3, address: 192.0.2.7, name: pop3-acme-web1 }\n'; } | put acme/web1.yaml
change_gateway "s/addresses: \\[192.0.2.7, .*/addresses: [192.0.2.7]/; \$a snmp:\\n  $receivers"
hear "a pool that is used up is told" sixgatePoolExhausted 'lease-pool pop3' begun 'all addresses of the lease pool have pop3 lent'
lease() { at gateway env MIBS= snmpget -v2c -c public -Oqv 127.0.0.1:16161 "1.3.6.1.4.1.8072.9999.9999.6464.1.6.1.$1.$(printf pop3-acme-web1 | od -An -v -tu1 -w1 | tr -d ' ' | paste -sd.)"; }
expect "a table has the lease, which is lent" '^1$' lease 5
expect "with its address" '^"?192\.0\.2\.7"?$' lease 3
change_gateway "\$a snmp:\\n  $receivers"
hear "and when it has room again" sixgatePoolExhausted 'lease-pool pop3' over 'all addresses'
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"

# ---- a full spool
jq -n '{ agent: "mail-relay", pid: 1, version: "0", started: (now | todate), written: (now | todate), "heartbeat-seconds": 10,
  state: "stopped", tables: { "mail-queues": { relay: { "refused-full": 1, "last-full": (now | floor) } } } }' >"$run/full.json"
mv "$run/full.json" /run/sixgate/mail-relay.json # as the relay leaves it (mail-faults fills its disk)
hear "a full spool is told" sixgateSpoolFull relay begun 'mail is refused for want of room'
rm /run/sixgate/mail-relay.json
hear "and its end" sixgateSpoolFull relay over 'mail is refused'

# ---- agents that are dead, more of them than may be told at once
change_gateway "\$a snmp:\\n  notices-per-minute: 2\\n  $receivers"
expect_within 20 "a limit is set without a restart" '^[0-9]+$' number 4
start_agent dns-zones
wait_for 20 "the agent's status" test -s /run/sixgate/dns-zones.json
end_of "$(agent_pid_file dns-zones)" KILL
mv /run/sixgate/dns-zones.json "$run/template.json"
before=$(number 4)
for n in 1 2 3 4; do # as if four had died a minute ago
  jq --arg name "lost-$n" '.agent = $name | .state = "ok" | .written = (now - 60 | todate)' "$run/template.json" >"$run/aged"
  mv "$run/aged" "/run/sixgate/.lost-$n"
done
for n in 1 2 3 4; do mv "/run/sixgate/.lost-$n" "/run/sixgate/lost-$n.json"; done
hear "a dead agent is told" sixgateAgentStale lost-1 begun 'process [0-9]+ was last heard of [0-9]+ s ago'
expect "what is beyond the limit waits, and that is told" '^[1-3]$' number 5
expect_equal "no more than two were sent" 2 "$(($(number 4) - before))"
expect "both name the number that wait" 'sixgateNoticesWaiting.0 [23]' both 'lost-1'
rm /run/sixgate/lost-4.json
hear "the limit lets the next one through after half a minute" sixgateAgentStale lost-3 begun 'process'
expect_not "what was over before its turn is not told" 'lost-4' cat "$logs/server4/snmptrapd.log"
rm -f /run/sixgate/lost-?.json
expect "the status counts them" 'notices-sent [0-9]+' sixgate_says status

# ---- who is not known
change_gateway "\$a snmp:\\n  receivers: [{ address: 203.0.113.4:1162, user: absent }]"
expect_within 20 "a receiver whose user has no passphrases is said to get nothing" 'snmp/absent is missing' sixgate_says status
end_of "$run/server4/snmptrapd.pid" TERM
end_of "$run/client6/snmptrapd.pid" TERM
end_of "$(agent_pid_file snmp)" TERM
