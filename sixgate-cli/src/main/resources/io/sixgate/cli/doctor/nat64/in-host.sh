# What sixgate doctor nat64 asks inside a host: the same text for every host, given to `sh -s` by ssh, or run by hand as
# root: `sh in-host.sh >answers`. It changes nothing. Arguments, three by three: WORD ADDRESS-OR-NAME PORT of what to try.
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
has() { command -v "$1" >/dev/null 2>&1; }

echo 'sixgate-host 1'
sed -n 's/^[[:space:]]*nameserver[[:space:]][[:space:]]*\([^[:space:]%]*\).*/resolver \1/p' /etc/resolv.conf
# systemd-resolved stands between: "Link 2 (eth0): 2001:db8:ff::53".
if grep -q '127\.0\.0\.53' /etc/resolv.conf && has resolvectl; then
  resolvectl dns | sed 's/^[^:]*://' | tr ' ' '\n' | sed -n 's/^\([0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*\)$/resolver \1/p'
fi
# RFC 7050: a name with A records alone, so its AAAA records show the prefix.
answers=$(getent ahostsv6 ipv4only.arpa | awk '$2 == "STREAM" {print $1}')
for address in $answers; do echo "ipv4only $address"; done
for address in $answers; do
  case $address in
    *[!0-9a-fA-F.:]*) ;;
    *) if ip -6 route get "$address" >/dev/null 2>&1; then echo 'way6 yes'; else echo 'way6 no'; fi; break ;;
  esac
done
ip -4 -o address show scope global | awk '{sub("/.*", "", $4); print "ipv4-address", $4}'
ip -4 route show default | awk '{for (i = 1; i < NF; i++) if ($i == "dev") {print "ipv4-way", $(i + 1); exit}}'

# RFC 8781: the routers are asked to advertise themselves, and option 38 is read.
if [ "$(id -u)" != 0 ]; then
  echo 'pref64-unknown not-root'
elif ! has python3; then
  echo 'pref64-unknown no-python'
else
  python3 - <<'PYTHON'
import ipaddress, select, socket, struct, time
LENGTHS = {0: 96, 1: 64, 2: 56, 3: 48, 4: 40, 5: 32}
asker = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
asker.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
asker.setblocking(False)
for index, name in socket.if_nameindex():
    if name != "lo":
        try:
            asker.sendto(struct.pack("!BBHI", 133, 0, 0, 0), ("ff02::2", 0, 0, index))
        except OSError:
            pass
found, routers, end = set(), 0, time.monotonic() + 3
while time.monotonic() < end and not found:
    if not select.select([asker], [], [], max(0, end - time.monotonic()))[0]:
        break
    packet = asker.recv(65535)
    if len(packet) < 16 or packet[0] != 134:
        continue
    routers += 1
    at = 16
    while at + 8 <= len(packet) and packet[at + 1]:
        kind, size = packet[at], packet[at + 1] * 8
        if kind == 38 and size == 16 and at + 16 <= len(packet):
            length = LENGTHS.get(struct.unpack("!H", packet[at + 2:at + 4])[0] & 7)
            if length:
                prefix = ipaddress.ip_network((packet[at + 4:at + 16] + bytes(4), length), strict=False)
                found.add(str(prefix))
        at += size
for prefix in sorted(found):
    print("pref64", prefix)
if not found:
    print("pref64-none", "without-option" if routers else "no-router")
PYTHON
fi

# try WORD ADDRESS-OR-NAME PORT: a TCP connection.
try() {
  if has bash; then
    timeout 8 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$2" "$3" 2>/dev/null
  else
    nc -z -w 8 "$2" "$3" >/dev/null 2>&1
  fi && echo "try $1 ok" || echo "try $1 failed"
}
while [ "$#" -ge 3 ]; do
  try "$1" "$2" "$3"
  shift 3
done
echo 'end'
