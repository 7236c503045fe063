# shellcheck shell=bash
# The gateway's own zones: the names of hosts and leases, answered by NSD, equal to the inventory, checked, served without us.
needs_sixgate
start_own_zones
settled

host=web1.acme.gw.provider.example
is_only() { expect_equal "$1" "$2" "$(own "$3" "$4" | paste -sd' ')"; }
is_only "a host's name has its own IPv6 address" 2001:db8:a::80 "$host" AAAA
is_only "and no IPv4 address" "" "$host" A
for name in www ssh; do
  is_only "$name. before it leads to the gateway by IPv4" 192.0.2.1 "$name.$host" A
  is_only "and by IPv6" 2001:db8:ff::1 "$name.$host" AAAA
done
is_only "the domain itself is the gateway, as the jump host is named" 192.0.2.1 gw.provider.example A
is_only "the name server of the zone is named" ns.gw.provider.example. gw.provider.example NS
expect "a name of nobody does not exist" 'status: NXDOMAIN' at gateway dig +time=1 -p 5300 @::1 no.gw.provider.example
expect "answers are authoritative" 'flags: qr aa' at gateway dig +time=1 +norecurse -p 5300 @::1 "$host" AAAA
expect "by TCP, too" '^2001:db8:a::80$' at gateway dig +short +tcp +time=1 -p 5300 @::1 "$host" AAAA
outside() { at client4 dig +time=2 +tries=1 @192.0.2.1 "$@"; }
expect_within 20 "an IPv4-only client is answered on the gateway's port 53, by the dnsdist in front" "^$host\\.\\s.*2001:db8:a::80$" outside "$host" AAAA
expect "with authority" 'flags: qr aa' outside "$host" AAAA
expect "the name leads through the gateway to the host: www. is an endpoint" '^acme-web1' \
  at client4 curl -sS --max-time 5 --resolve "www.$host:80:$(own "www.$host" A)" "http://www.$host/"
for zone in gw.provider.example lease.provider.example; do
  expect "named-checkzone takes $zone" '^OK$' named-checkzone -i local -k fail -n fail "$zone" "/var/lib/sixgate/zones/$zone.zone"
  expect "and so does nsd-checkzone" 'zone .* is ok' nsd-checkzone "$zone" "/var/lib/sixgate/zones/$zone.zone"
done

before=$(own_serial gw.provider.example) lease_before=$(own_serial lease.provider.example)
printf 'address: 2001:db8:b::53\n' | put umbra/new.yaml
expect_within 5 "a host that is added has its name" '^2001:db8:b::53$' own new.umbra.gw.provider.example AAAA
after=$(own_serial gw.provider.example)
expect_equal "the serial has risen" yes "$(((after > before)) && echo yes || echo no)"
expect_equal "that of the zone without a change has not" "$lease_before" "$(own_serial lease.provider.example)"
kill -HUP "$(living "$(agent_pid_file own-zones)")"
add_endpoint acme/web1.yaml "  - another.acme.example"
settled
expect_equal "nor does it by what changes no name of the zone" "$after" "$(own_serial gw.provider.example)"
take_away umbra/new.yaml
expect_within 5 "a host that is taken away has none" '^0$' eval 'own new.umbra.gw.provider.example AAAA | wc -l'

end_of "$(agent_pid_file own-zones)" KILL
end_of "$zones_pid_file" TERM
start_zone_server
is_only "NSD, restarted without us, answers the same" 2001:db8:a::80 "$host" AAAA
printf 'address: 2001:db8:b::54\n' | put umbra/later.yaml
expect "sixgate plan shows the records that would come" '^# +\+later\.umbra\.gw\.provider\.example\. 300 AAAA 2001:db8:b::54$' sixgate_says plan
expect "and what NSD would be told" 'nsd-control -c /etc/nsd/nsd.conf reload gw.provider.example' sixgate_says plan
start_agent own-zones
expect_within 10 "the agent, started again, does it" '^2001:db8:b::54$' own later.umbra.gw.provider.example AAAA
