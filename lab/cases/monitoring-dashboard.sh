# shellcheck shell=bash disable=SC2154 # internet4.sh sets server4_by_nat64
# Every panel of the dashboard that is shipped has what happened on the gateway. SIXGATE_PLOT=FILE keeps the picture, which is
# docs/dashboard.svg.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
# shellcheck source=../servers/prometheus.sh
. "$lab/servers/prometheus.sh"

dashboard=/usr/share/sixgate/prometheus/grafana-dashboard.json
start_mail_relay
start_agent snmp
start_prometheus ""
began=$EPOCHSECONDS
expect_within 40 "Prometheus has fetched the page" '^2$' query 'count(sixgate_customer_hosts)'

# come CLIENT N URL
come() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  at "$1" bash -c 'for ((n = 0; n < $1; n++)); do curl -sf --max-time 20 -o /dev/null "$2"; done' come "$2" "$3"
}
expect "a mail is handed on, so that alice is known" '^<- +250 .*queued as' from_outside client4 alice@acme.example first
come client4 100 https://www.acme.example/
come client6 60 https://www.umbra.example/
expect_within 60 "customers' visits are there" '^[1-9][0-9]*$' query 'sum(sixgate_connections_total)'

# ---- what is wrong
put acme/web2.yaml <<<'address: 2001:db8:ffff::1'
sed "s/^address: .*/address: [2001:db8:a::80, 2001:db8:a::99]/" "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml
at acme-web1 postfix stop >/dev/null 2>&1
for n in 1 2 3; do from_outside client4 alice@acme.example "waits-$n" >/dev/null || :; done
at gateway snmpget -t 1 -r 0 -v2c -c private 127.0.0.1:16161 1.3.6.1.2.1.1.3.0 >/dev/null 2>&1 || :
start_agent dns-zones
wait_for 20 "the agent's status" test -s /run/sixgate/dns-zones.json
end_of "$(agent_pid_file dns-zones)" KILL
at acme-web1 curl -s --max-time 5 -o /dev/null "http://[$server4_by_nat64]/" || :
nat64_reads
come client4 100 https://www.acme.example/
expect_within 60 "a wrong entry is there" '^1$' query 'sixgate_inventory_problems'
expect_within 60 "an address that does not answer" '^[1-9]$' query 'sixgate_customer_addresses_down{customer="acme"}'
expect_within 60 "mail that waits" '^3$' query 'sixgate_mail_waiting_messages{queue="relay"}'
expect_within 60 "a stranger by SNMP" '^[1-9]$' query 'sixgate_snmp_refused_total{kind="stranger"}'
expect_within 60 "sessions by NAT64" '^[1-9]' query 'sixgate_nat64_share_sessions{share="acme"}'
rm "$inventory/acme/web2.yaml"
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"
at acme-web1 postfix start >/dev/null 2>&1
expect_within 60 "which goes on" '^0$' query 'sixgate_mail_waiting_messages{queue="relay"}'
come client6 60 https://www.umbra.example/
expect_within 60 "the dead agent is told" '^1$' query 'sixgate_agent_state{agent="dns-zones",state="stale"}'
start_agent dns-zones
expect_within 60 "and that it is back" '^1$' query 'sixgate_agent_state{agent="dns-zones",state="ok"}'

# ---- the dashboard
plot() { at gateway python3 -B "$lab/cases/dashboard_plot.py" http://127.0.0.1:9090 "$dashboard" $((EPOCHSECONDS - began)) "$run/dashboard.svg"; }
plot >"$run/panels" 2>&1
expect_equal "each of its panels has something" "" "$(grep -v '^[1-9][0-9]* ' "$run/panels")"
expect_equal "all of them" "$(jq '.panels | length' "$dashboard")" "$(wc -l <"$run/panels")"
[[ ! ${SIXGATE_PLOT:-} ]] || cp "$run/dashboard.svg" "$SIXGATE_PLOT"
stop_prometheus
stop_mail_relay
end_of "$(agent_pid_file snmp)" TERM
