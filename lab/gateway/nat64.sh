# shellcheck shell=bash disable=SC2154 # lib.sh and gateway.sh are sourced by the one that sources this
# NAT64 on the gateway by TAYGA: what systemd does with sixgate-tayga.service, done by the lab.

tayga_pid_file=$run/gateway/tayga.pid
nat64_state=/var/lib/sixgate/nat64
nat64_log_pid_file=$run/gateway/nat64-log.pid
# The agent restarts the one when the prefix changes, the other when it is to record sessions.
export SIXGATE_TAYGA_RESTART="$lab/tayga restart" SIXGATE_NAT64_LOG_SERVICE=$lab/nat64-log SIXGATE_NAT64_BACK_END=tayga

# The condition of the unit: there is nothing to start before the agent has written it.
nat64_is_written() { [[ -s $nat64_state/tayga.conf ]]; }
start_tayga() {
  living "$tayga_pid_file" >/dev/null && return 0
  nat64_is_written || return 0
  daemon_at gateway "$tayga_pid_file" "$logs/gateway/tayga.log" "$dist/bin/sixgate-tayga"
}
tayga_carries() { [[ $(at gateway cat /sys/class/net/sixgate64/carrier 2>/dev/null) == 1 ]]; }

# As above.
start_nat64_log() {
  [[ -s $nat64_state/ulogd.conf ]] || return 0
  daemon_at gateway "$nat64_log_pid_file" "$logs/gateway/nat64-log.log" "$dist/bin/sixgate-nat64-log"
}
