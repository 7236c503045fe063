# shellcheck shell=bash disable=SC2154 # lib.sh and gateway.sh are sourced by the one that sources this
# DNS on the gateway: Unbound of the operator with our fragment, and two dnsdist, one in front of Unbound for hosts, one
# on port 53 for the world. What systemd does with unbound.service and dnsdist@.service is done by the lab.

export SIXGATE_DNS64_RESTART="$lab/dnsdist restart resolver" SIXGATE_DNS_ZONES_RESTART="$lab/dnsdist restart zones"
unbound_pid_file=$run/gateway/unbound.pid

# dnsdist_state resolver|zones: the folder of the agent that keeps it.
dnsdist_state() {
  case $1 in
    resolver) say /var/lib/sixgate/dns64 ;;
    zones) say /var/lib/sixgate/dns-zones ;;
  esac
}
dnsdist_pid_file() { say "$run/gateway/dnsdist-$1.pid"; }

prepare_dns() {
  local etc=/etc/netns/gateway instance
  mkdir -p "$etc/unbound/unbound.conf.d" "$etc/dnsdist"
  render gateway/unbound.conf gateway >"$etc/unbound/unbound.conf"
  cp "$lab/gateway/root.hints" "$etc/unbound/"
  for instance in resolver zones; do
    cp "$root/packaging/dnsdist/dnsdist-sixgate-$instance.conf" "$etc/dnsdist/"
  done
}

start_unbound() {
  living "$unbound_pid_file" >/dev/null && return 0
  daemon_at gateway "$unbound_pid_file" "$logs/gateway/unbound.log" unbound -d -p
}

# The condition of the unit: there is nothing to start before the agent has written it.
start_dnsdist() {
  living "$(dnsdist_pid_file "$1")" >/dev/null && return 0
  [[ -s $(dnsdist_state "$1")/sixgate.lua ]] || return 0
  daemon_at gateway "$(dnsdist_pid_file "$1")" "$logs/gateway/dnsdist-$1.log" \
    chrt --batch 0 dnsdist --supervised --disable-syslog -u _dnsdist -g _dnsdist -C "/etc/dnsdist/dnsdist-sixgate-$1.conf"
}

dns_is_written() {
  [[ -s $(dnsdist_state resolver)/sixgate.lua && -s $(dnsdist_state zones)/sixgate.lua ]]
}
start_gateway_dns() {
  start_unbound
  start_dnsdist resolver
  start_dnsdist zones
}
resolver_answers() { [[ $(at acme-web1 dig +short +time=1 +tries=1 server4.example AAAA @2001:db8:ff::53) ]]; }
