# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The gateway's own zones (sourced after gateway.sh): NSD, Debian's, at [::1]:5300, with the zones that Sixgate's agent wrote.

zones_pid_file=$run/gateway/nsd.pid

start_own_zones() {
  local etc=/etc/netns/gateway/nsd
  mkdir -p "$etc" /var/lib/sixgate/zones
  render gateway/nsd.conf gateway >"$etc/nsd.conf"
  start_zone_server
  start_agent own-zones
  wait_for 20 "the gateway's own zones" own_answer gw.provider.example SOA
}

start_zone_server() {
  living "$zones_pid_file" >/dev/null && return 0
  daemon_at gateway "$zones_pid_file" "$logs/gateway/nsd.log" /usr/sbin/nsd -d -c /etc/nsd/nsd.conf
  wait_for 10 "NSD" listens gateway 5300
}

stop_own_zones() {
  end_of "$(agent_pid_file own-zones)" TERM
  end_of "$zones_pid_file" TERM
}

# own NAME TYPE: what NSD answers on the gateway, one line each, sorted. own_answer: it does.
own() { at gateway dig +short +time=1 +tries=2 -p 5300 @::1 "$1" "$2" | sort; }
own_answer() { [[ $(own "$1" "$2") ]]; }
own_serial() { own "$1" SOA | cut -d' ' -f3; }
# own_zones_are_asked: the dnsdist in front knows that NSD answers.
own_zones_are_asked() { at client4 dig +time=2 +tries=1 @192.0.2.1 gw.provider.example SOA | grep -q 'status: NOERROR'; }
