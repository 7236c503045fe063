# shellcheck shell=bash disable=SC2154 # gateway/nat64.sh sets tayga_pid_file
# What sixgate doctor nat64 finds on the gateway, and that what it says to type mends it.
needs_sixgate

doctor() { sixgate_says doctor nat64; }
expect_status "all is well" 0 doctor
expect "TAYGA runs" '^ok +TAYGA ' doctor
expect "the prefix leads to it" '^ok +route +2001:db8:64:64::/96 leads to TAYGA' doctor
expect "sizes of packets are looked at on the ways to hosts and internet" '^ok +MTU +1500 bytes to hosts, 1500 to the internet' doctor
expect "and what joins them" '^ok +offloads ' doctor

at gateway sysctl -qw net.ipv4.ip_forward=0
expect_status "a machine that passes nothing on: exit code 1" 1 doctor
expect "it names the sysctl and what to type" 'do: sysctl -w net.ipv4.ip_forward=1' doctor
nat64_reads
expect_within 20 "sixgate status says it, too, unasked" 'nat64: net.ipv4.ip_forward is 0' sixgate_says status
at gateway sysctl -qw net.ipv4.ip_forward=1

end_of "$tayga_pid_file" KILL
expect "without TAYGA it says so" '^wrong +TAYGA +does not run' doctor
start_tayga
wait_for 10 "TAYGA" tayga_carries
at gateway ip -6 route replace 2001:db8:64:64::/96 via 2001:db8:ff::fe
expect "a prefix that leads elsewhere is named with the device" '^wrong +route +2001:db8:64:64::/96 does not lead to TAYGA, but to internet' doctor
at gateway ip -6 route replace 2001:db8:64:64::/96 dev sixgate64 proto static

# An address of the pool that is the machine's own as well: its own connections leave from there, and programs listen.
at gateway ip address add 192.0.2.34/32 dev lo
expect "the pool on the machine's own ports is named" '^advice +ports of the pool +192.0.2.34 of the pool .* it connects from there by ports' doctor
daemon_at gateway "$run/gateway/squatter.pid" "$run/gateway/squatter.log" socat TCP4-LISTEN:7009,bind=192.0.2.34,fork SYSTEM:true
wait_for 5 "the squatter" at gateway bash -c 'ss -Hltn "sport = :7009" | grep -q .'
expect "with the ports on which programs listen" 'programs listen there inside nat64.ports .*: TCP 7009' doctor
end_of "$run/gateway/squatter.pid" TERM
at gateway sysctl -qw net.ipv4.ip_local_reserved_ports=1024-65535
expect_not "what it says to type mends that" 'it connects from there by ports' doctor
at gateway sysctl -qw net.ipv4.ip_local_reserved_ports=
at gateway ip address del 192.0.2.34/32 dev lo

at gateway ip link set acme-web1 mtu 1400
expect "a tunnel to hosts is worth an advice" '^advice +MTU +1400 bytes to hosts' doctor
at gateway ip link set acme-web1 mtu 1500
at gateway nft delete table inet sixgate_nat64
expect "a table that somebody took away is missed" '^wrong +nftables ' doctor
nat64_reads
expect_within 20 "and the agent puts it back" '^ok +nftables ' doctor
expect "a script reads the same" '^true$' eval 'sixgate_says doctor nat64 --json | jq .well'
