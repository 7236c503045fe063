"""Hears a router as a host does (RFC 4861, RFC 8106, RFC 8781): hears_router.py DEVICE asks once, prints what is advertised, line by line.

Exit code 1 if no router answers within 10 s.
"""
import ipaddress
import socket
import struct
import sys

device = sys.argv[1]
index = socket.if_nametoindex(device)
host = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
host.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
host.settimeout(10)
host.sendto(struct.pack("!BBHI", 133, 0, 0, 0), ("ff02::2", 0, 0, index))
while True:
    try:
        packet, sender = host.recvfrom(65535)
    except socket.timeout:
        sys.exit("no router answers")
    if packet[0] == 134 and sender[3] == index:
        break
print(f"router {struct.unpack('!H', packet[6:8])[0]} s")
at = 16
while at + 2 <= len(packet):
    kind, length = packet[at], packet[at + 1] * 8
    if not length:
        sys.exit(f"option {kind} has no length")
    value = packet[at : at + length]
    if kind == 38:
        scaled = struct.unpack("!H", value[2:4])[0]
        print(f"pref64 {ipaddress.IPv6Address(value[4:16] + bytes(4))}, length code {scaled & 7}, {(scaled >> 3) * 8} s, {length} bytes")
    elif kind == 25:
        servers = [str(ipaddress.IPv6Address(value[i : i + 16])) for i in range(8, length, 16)]
        print(f"resolver {' '.join(servers)} {struct.unpack('!I', value[4:8])[0]} s")
    elif kind == 3:
        print(f"prefix {ipaddress.IPv6Address(value[16:32])}/{value[2]}")
    at += length
