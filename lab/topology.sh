# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The lab's network. Each box is a network namespace; every line is a veth pair whose end is named after the other side.
#
#    client4   198.51.100.4/28 ──────┐
#                                    │                                        ┌── acme-web1   2001:db8:a::80/64
#    client6   2001:db8:1006::6/64 ──┤                                        │               customer acme
#                                    │                                        │
#    client46  198.51.100.46/28 ─────┼── internet ───── gateway ──────────────┤
#              2001:db8:1046::46/64  │   (routes)       192.0.2.1/24          │
#                                    │                  2001:db8:ff::1/64     └── umbra-web1  2001:db8:b::80/64
#    server4   203.0.113.4/28 ───────┤                  router of the hosts                   customer umbra
#                                    │
#    dns       203.0.113.53/28 ──────┘
#              2001:db8:1053::53/64
#
# * client4 and server4 have no IPv6 address, client6 and the hosts no IPv4 address: not even by a detour do they meet.
# * The internet's side of each link is the first address of the prefix (.1, .33, .49, ::1), towards the gateway
#   192.0.2.254 and 2001:db8:ff::fe. The hosts' router is the gateway, 2001:db8:a::1 and 2001:db8:b::1.
# * The provider owns 2001:db8::/40; the rest of the documentation prefix plays the internet.
# * 192.0.2.80 is the gateway's, too, but not Sixgate's: the operator's own site by his own HAProxy frontend.
# * 192.0.2.7, 192.0.2.8 and 192.0.2.9 are the gateway's as well, lent to customers service by service.
# * umbra-web1 has 2001:db8:b::53 for a second name server.
# * 2001:db8:ff::25 is the smarthost, on the gateway's loopback device: hosts reach it, the internet does not.
# * 2001:db8:64::/96 is the prefix for embedded client addresses: the gateway connects to a host from
#   2001:db8:64::c633:6404 when 198.51.100.4 visits. The hosts send it back to the gateway, and the gateway takes
#   the whole prefix for its own (a local route), else the answers would pass through it instead of arriving.
# * 2001:db8:64:64::/96 is the IPv4 internet as the hosts see it, by NAT64 on the gateway; they come out of
#   192.0.2.32/29, which the provider routes to the gateway.

# connect PLACE OTHER: a cable between two places.
connect() {
  pretty wire "ip link add $2 netns $1 type veth peer name $1 netns $2"
  ip link add "$2" netns "$1" type veth peer name "$1" netns "$2"
  run_at "$1" ip link set "$2" up
  run_at "$2" ip link set "$1" up
}

# address PLACE DEVICE ADDRESS/LENGTH…: IPv6 without the second of duplicate address detection.
address() {
  local place=$1 device=$2 address
  shift 2
  for address; do
    if [[ $address == *:* ]]; then
      run_at "$place" ip addr add "$address" dev "$device" nodad
    else
      run_at "$place" ip addr add "$address" dev "$device"
    fi
  done
}

# customer_host PLACE PREFIX: a host of a customer behind the gateway.
customer_host() {
  connect "$1" gateway
  address gateway "$1" "${2}1/64"
  address "$1" gateway "${2}80/64"
  run_at "$1" ip -6 route add default via "${2}1"
  run_at "$1" ip -6 route add 2001:db8:64::/96 via "${2}1"
}

build_topology() {
  local place
  for place in internet "${places[@]}"; do
    pretty wire "ip netns add $place"
    ip netns add "$place"
    run_at "$place" ip link set lo up
    # As on Debian, where cubic sends as fast as it may; BBR, the default of some clouds' kernels, paces what is sent by timers.
    # Of those like cubic a namespace may always choose this one.
    run_at "$place" sysctl -qw net.ipv4.tcp_congestion_control=reno
  done
  run_at internet sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  run_at gateway sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.ip_nonlocal_bind=1

  connect client4 internet
  address internet client4 198.51.100.1/28
  address client4 internet 198.51.100.4/28
  run_at client4 ip route add default via 198.51.100.1

  connect client6 internet
  address internet client6 2001:db8:1006::1/64
  address client6 internet 2001:db8:1006::6/64
  run_at client6 ip -6 route add default via 2001:db8:1006::1

  connect client46 internet
  address internet client46 198.51.100.33/28 2001:db8:1046::1/64
  address client46 internet 198.51.100.46/28 2001:db8:1046::46/64
  run_at client46 ip route add default via 198.51.100.33
  run_at client46 ip -6 route add default via 2001:db8:1046::1

  connect server4 internet
  address internet server4 203.0.113.1/28
  address server4 internet 203.0.113.4/28
  run_at server4 ip route add default via 203.0.113.1

  connect dns internet
  address internet dns 203.0.113.49/28 2001:db8:1053::1/64
  address dns internet 203.0.113.53/28 2001:db8:1053::53/64
  run_at dns ip route add default via 203.0.113.49
  run_at dns ip -6 route add default via 2001:db8:1053::1

  connect gateway internet
  address internet gateway 192.0.2.254/24 2001:db8:ff::fe/64
  address gateway internet 192.0.2.1/24 192.0.2.80/24 192.0.2.7/24 192.0.2.8/24 192.0.2.9/24 2001:db8:ff::1/64
  # The smarthost's address: no cable leads to it, so only the gateway's own networks, the hosts, have a way there.
  run_at gateway ip addr add 2001:db8:ff::25/128 dev lo
  run_at gateway ip route add default via 192.0.2.254
  run_at gateway ip -6 route add default via 2001:db8:ff::fe
  run_at internet ip -6 route add 2001:db8::/40 via 2001:db8:ff::1
  run_at internet ip route add 192.0.2.32/29 via 192.0.2.1

  customer_host acme-web1 2001:db8:a::
  customer_host umbra-web1 2001:db8:b::
  address umbra-web1 gateway 2001:db8:b::53/128
  run_at gateway ip -6 route add local 2001:db8:64::/96 dev lo
  # The hosts' resolver.
  run_at gateway ip addr add 2001:db8:ff::53/128 dev lo nodad
}

# Each place asks the lab's name server by the family it has; its /etc/hosts knows only itself.
write_resolvers() {
  local place server
  for place in internet "${places[@]}"; do
    case $place in
      acme-web1 | umbra-web1) server=2001:db8:ff::53 ;;
      client6) server=2001:db8:1053::53 ;;
      *) server=203.0.113.53 ;;
    esac
    mkdir -p "/etc/netns/$place"
    printf 'nameserver %s\noptions timeout:1 attempts:2\n' "$server" >"/etc/netns/$place/resolv.conf"
    printf '127.0.0.1 localhost\n::1 localhost\n' >"/etc/netns/$place/hosts"
  done
}
