# shellcheck shell=bash disable=SC2154 # lib.sh sets run and logs
# Debian's Prometheus on the gateway, which fetches the page of sixgate-snmp each second.

# start_prometheus RULES: with a file of rules for alerts; none if empty.
start_prometheus() {
  mkdir -p "$run/gateway/prometheus"
  cat >"$run/gateway/prometheus.yml" <<END
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [$1]
scrape_configs:
  - job_name: sixgate
    static_configs: [{ targets: ['127.0.0.1:9664'] }]
END
  daemon_at gateway "$run/gateway/prometheus.pid" "$logs/gateway/prometheus.log" prometheus \
    --config.file="$run/gateway/prometheus.yml" --storage.tsdb.path="$run/gateway/prometheus" --web.listen-address=127.0.0.1:9090
}
stop_prometheus() { end_of "$run/gateway/prometheus.pid" TERM; }
# query EXPRESSION: its values, a line each.
query() { at gateway curl -sf --max-time 5 -G --data-urlencode "query=$1" http://127.0.0.1:9090/api/v1/query | jq -r '.data.result[].value[1]'; }
