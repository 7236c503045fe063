# shellcheck shell=bash
# Ports of the gateway that HAProxy does not carry lead to hosts: UDP, what the kernel is asked to carry, lent addresses.
needs_sixgate

put acme/inbound.yaml <<'YAML'
address: 2001:db8:a::80
forwards:
  - { protocol: udp, ports: 20020-20023, host-port: 7010 }
  - { protocol: udp, ports: 20030, host-port: 7010, allow: [198.51.100.32/28] }
  - { ports: 20040-20041, host-port: 80, kernel: true, address: 192.0.2.1 }
leases:
  - { service: udp-5060, address: 192.0.2.7 }
YAML
settled
for port in 7010 7013 5060; do
  daemon_at acme-web1 "$run/acme-web1/mirror-$port.pid" "$logs/acme-web1/mirror.log" \
    socat -T 2 "UDP6-RECVFROM:$port,fork" "SYSTEM:echo acme port $port sees \$SOCAT_PEERADDR"
  wait_for 10 "the mirror on port $port" takes_datagrams acme-web1 "$port"
done
datagram() { printf 'hello\n' | at "$1" socat -t 2 - "$2"; }
expect_within 10 "a UDP port of the gateway leads to the host" '^acme port 7010 sees' datagram client4 UDP4:192.0.2.1:20020
expect_within 10 "which sees the client's address inside the prefix" 'sees .*2001:0?db8:0?0?64:0?0?64:0*:0*:c633:6404' datagram client4 UDP4:192.0.2.1:20020
expect_within 10 "of a range, port by port" '^acme port 7013 sees' datagram client4 UDP4:192.0.2.1:20023
expect_within 10 "by IPv6 as well" '^acme port 7010 sees' datagram client6 'UDP6:[2001:db8:ff::1]:20020'
expect_within 10 "a lent address leads there, too" '^acme port 5060 sees' datagram client4 UDP4:192.0.2.7:5060
expect_within 10 "a listed client may use a guarded port" '^acme port 7010' datagram client46 UDP4:192.0.2.1:20030
expect_not "another may not" 'acme' datagram client4 UDP4:192.0.2.1:20030
expect "TCP by the kernel, where it was asked for" '^acme-web1' visit client4 http://192.0.2.1:20040/
expect "the host sees the client inside the prefix" '^you are 2001:db8:64:64::c633:6404$' visit client4 http://192.0.2.1:20040/
expect "what is not in the inventory leads nowhere" '^status 000' visit client4 http://192.0.2.1:20050/
take_away acme/inbound.yaml
expect_within 20 "that so much goes at once is not done unasked" '^nat64 +refused ' sixgate_says status
expect_within 10 "until then the ports lead where they led" '^acme port 7010' datagram client4 UDP4:192.0.2.1:20020
wait_for 30 "the ports to go" lets_go nat64
expect_not "taken away, the port leads nowhere" 'acme' datagram client4 UDP4:192.0.2.1:20021
for port in 7010 7013 5060; do end_of "$run/acme-web1/mirror-$port.pid" TERM; done
