"""Advertises a NAT64 prefix as a router does (RFC 4861, RFC 8781): radvd and BIRD of Debian 12 are too old for that.

router_advertises.py DEVICE PREFIX: answers solicitations on the device until it is killed.
"""
import ipaddress
import socket
import struct
import sys

device, prefix = sys.argv[1], ipaddress.ip_network(sys.argv[2])
index = socket.if_nametoindex(device)
router = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, "ff02::2") + struct.pack("@I", index))
# Router lifetime 0: it offers no default route. Option 38: 1800 s in units of 8, length code 0 for /96.
advertisement = struct.pack("!BBHBBHII", 134, 0, 0, 64, 0, 0, 0, 0)
advertisement += struct.pack("!BBH", 38, 2, (1800 // 8) << 3) + prefix.network_address.packed[:12]
print("advertises", flush=True)
while True:
    packet, sender = router.recvfrom(65535)
    if packet[0] == 133 and sender[3] == index:
        router.sendto(advertisement, ("ff02::1", 0, 0, index))
