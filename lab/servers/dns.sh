# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# Name servers of customers, on their IPv6-only hosts (sourced after servers.sh): NSD on acme-web1; Knot, which signs its
# zone, and PowerDNS, which is told the client by PROXY v2, on umbra-web1.

start_customer_name_servers() {
  local etc
  etc=/etc/netns/acme-web1/nsd
  mkdir -p "$etc" "$run/acme-web1/nsd"
  render servers/customer-nsd.conf acme-web1 >"$etc/nsd.conf"
  render servers/customer.zone acme-web1 domain=in.acme.example address=2001:db8:a::80 >"$etc/in.acme.example.zone"
  # Whatever a case makes a zone below it has an answer.
  # shellcheck disable=SC2016 # the zone file's own $
  printf '$TTL 60\n@ SOA ns.in.acme.example. hostmaster 1 3600 600 86400 60\n@ NS ns.in.acme.example.\n* TXT "from acme-web1"\n' >"$etc/z.acme.example.zone"
  chown nsd:nsd "$run/acme-web1/nsd"
  daemonized_at acme-web1 nsd -c /etc/nsd/nsd.conf

  etc=/etc/netns/umbra-web1/knot
  mkdir -p "$etc" "$run/umbra-web1/knot"
  render servers/customer-knot.conf umbra-web1 >"$etc/knot.conf"
  render servers/customer.zone umbra-web1 domain=in.umbra.example address=2001:db8:b::80 >"$run/umbra-web1/knot/in.umbra.example.zone"
  chown -R knot:knot "$run/umbra-web1/knot"
  daemonized_at umbra-web1 knotd -d -c /etc/knot/knot.conf

  etc=/etc/netns/umbra-web1/powerdns
  mkdir -p "$etc" "$run/umbra-web1/pdns"
  render servers/customer-pdns.conf umbra-web1 >"$etc/pdns.conf"
  render servers/customer.zone umbra-web1 domain=pp.umbra.example address=2001:db8:b::80 >"$etc/pp.umbra.example.zone"
  printf 'zone "pp.umbra.example" { type master; file "/etc/powerdns/pp.umbra.example.zone"; };\n' >"$etc/named.conf"
  chown pdns:pdns "$run/umbra-web1/pdns"
  daemon_at umbra-web1 "$run/umbra-web1/pdns.pid" "$logs/umbra-web1/pdns.log" pdns_server --daemon=no --guardian=no --disable-syslog
}

# What validators trust: the lab's root is not signed. in.umbra.example. DS 12345 13 2 …
knot_has_signed() { at umbra-web1 keymgr -c /etc/knot/knot.conf in.umbra.example ds 2>/dev/null | grep -q ' DS '; }
write_trust_anchor() {
  wait_for 10 "the signed zone of umbra" knot_has_signed
  at umbra-web1 keymgr -c /etc/knot/knot.conf in.umbra.example ds | grep ' 2 ' >"$run/gateway/anchor.ds"
}
