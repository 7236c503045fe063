# shellcheck shell=bash disable=SC2034 # zones-faults-disk.sh reads broken
# The same as zones-faults-disk, of the agent dns-zones. What is broken is the table of zones, without which dnsdist does not start.
needs_sixgate
about dns-zones
broken=/var/lib/sixgate/dns-zones/zones.cdb
dnsdist_is_back() {
  "$lab/dnsdist" start zones
  at client4 dig +time=1 +tries=1 "@$gateway" www.elsewhere.example A | grep -q REFUSED
}
restart_server() {
  "$lab/dnsdist" kill zones
  # As by systemd, which tries every two seconds.
  { wait_for 60 "dnsdist" dnsdist_is_back; } >/dev/null 2>&1 &
}
# shellcheck source=zones-faults-disk.sh
. "$here/zones-faults-disk.sh"
