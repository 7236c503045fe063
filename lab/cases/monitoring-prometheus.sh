# shellcheck shell=bash
# The gateway is watched by Prometheus: Debian's server fetches the page, and its alerts come.
needs_sixgate
# shellcheck source=../servers/prometheus.sh
. "$lab/servers/prometheus.sh"

page() { at gateway curl -sf --max-time 5 http://127.0.0.1:9664/metrics; }
rules=/usr/share/sixgate/prometheus/sixgate.rules.yml
start_agent snmp
expect_within 20 "the page has each agent's state" '^sixgate_agent_state\{agent="sni-router",state="ok"\} 1\.0$' page
names=$(sixgate_says endpoint list --json | jq '[.[] | select(.host | startswith("acme/"))] | length')
expect_within 10 "and each customer's endpoints, as many as the inventory says" \
  "^sixgate_customer_endpoints\\{customer=\"acme\"\\} $names\\.0$" page
page >"$run/page"
expect_equal "promtool finds nothing wrong with the page" "" "$(promtool check metrics <"$run/page" 2>&1)"
expect_status "nor with the alerts that are shipped" 0 promtool check rules "$rules"
# named FILE: metrics that it asks for, without those of mail, which are there with the relay only, of NAT64, with sessions only, and of
# traffic, with visits only; monitoring-dashboard has all of them.
named() { grep -o 'sixgate_[a-z0-9_]*' "$1" | grep -vE '_mail_|_nat64_|_connections_total|_bytes_total' | sort -u; }
there() { grep -o '^sixgate_[a-z_]*' "$run/page" | sort -u; }
expect_equal "alerts ask for nothing that the page does not have" "" "$(comm -23 <(named "$rules") <(there))"
expect_equal "nor does the dashboard" "" "$(comm -23 <(named "${rules%/*}/grafana-dashboard.json") <(there))"
expect_not "from outside there is no way to it" 'sixgate_' visit client4 http://192.0.2.1:9664/metrics

start_prometheus "$rules"
alerts() { at gateway curl -sf --max-time 5 http://127.0.0.1:9090/api/v1/alerts | jq -r '.data.alerts[] | "\(.labels.alertname) \(.labels.agent) \(.state)"'; }
expect_within 30 "Debian's Prometheus has fetched it" "^$names$" query 'sixgate_customer_endpoints{customer="acme"}'
end_of "$(agent_pid_file dns-zones)" KILL
jq '.written = (now - 60 | todate)' /run/sixgate/dns-zones.json >"$run/aged.json" # as if a minute had passed
mv "$run/aged.json" /run/sixgate/dns-zones.json
expect_within 30 "an agent that is dead brings an alert" '^SixgateAgentDead dns-zones firing$' alerts
start_agent dns-zones
expect_within 30 "which ends when the agent is back" '^0$' query 'count(ALERTS{agent="dns-zones"}) or vector(0)'

change_gateway "\$a snmp:\\n  customers-in-metrics: 1"
expect_within 20 "customers beyond the number that is set are one row" '^sixgate_customer_hosts\{customer="_others"\} 1\.0$' page
expect_not "and have none of their own" 'customer="umbra"' page
change_gateway "\$a snmp:\\n  metrics: 127.0.0.1:9665"
expect_within 20 "the page moves where gateway.yaml says" 'sixgate_agent_state' at gateway curl -sf http://127.0.0.1:9665/metrics
stop_prometheus
