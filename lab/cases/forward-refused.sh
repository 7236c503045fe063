# shellcheck shell=bash
# Whatever stands in the map of forwards, HAProxy itself goes nowhere but to customers' hosts; what the inventory refuses.
needs_sixgate

# Nobody mends the map meanwhile.
end_of "$(agent_pid_file ssh-forward)" KILL

trap_of() { runtime "add map $maps/forwards.map *|20999 $1|$2|$3" >/dev/null; }
no_trap() { runtime "del map $maps/forwards.map *|20999" >/dev/null; }
refused() {
  local mode
  for mode in none proxy-v1; do
    trap_of "$1" "$2" "$mode"
    expect "$3 is refused, mode $mode" '^status 000$' visit client4 http://192.0.2.1:20999/
    no_trap
  done
}
refused 2001:db8:ff::1 80 "the gateway itself"
refused ::1 8404 "loopback"
refused 2001:db8:1006::6 80 "an address outside the customers' prefixes"
refused ::ffff:127.0.0.1 8404 "an IPv4-mapped address"
refused fe80::1 80 "a link-local address"
refused ff02::1 80 "a multicast address"
refused 2001:db8:64::c633:6404 80 "an embedded client address"
refused 2001:db8:a::1 8404 "the gateway's own address in a customer's network"
expect_log "it is logged as such" gateway/haproxy.log '^forward .*host=::1 .*mode=refused '
trap_of 2001:db8:a::80 80 none
expect "the same way to a customer's host is open" '^acme-web1' visit client4 http://192.0.2.1:20999/
no_trap

# The second hop of the PROXY modes can be reached by any process of the gateway, which may write what it likes.
hop() {
  python3 - "$1" "$2" <<'PY'
import socket, struct, sys
target = ("%s|%s" % (sys.argv[1], sys.argv[2])).encode()
tlv = struct.pack(">BH", 5, len(target)) + target
addresses = socket.inet_aton("198.51.100.4") + socket.inet_aton("192.0.2.1") + struct.pack(">HH", 1, 2)
header = b"\r\n\r\n\0\r\nQUIT\n" + struct.pack(">BBH", 0x21, 0x11, len(addresses) + len(tlv)) + addresses + tlv
s = socket.create_connection(("127.64.64.64", 643), timeout=3)
s.settimeout(3)
s.sendall(header + b"GET / HTTP/1.0\r\n\r\n")
try:
    data = s.recv(1000)
except ConnectionResetError:
    data = b""
print("got" if data else "closed", data[:60])
PY
}
export -f hop
hops() { at gateway bash -c "hop $1 $2"; }
expect "the second hop refuses loopback, too" '^closed' hops ::1 8404
expect "and the gateway" '^closed' hops 2001:db8:ff::1 80
expect "and the internet" '^closed' hops 2001:db8:1006::6 80
expect "and a header without a host" '^closed' hops nonsense 80
expect "to a customer's host it leads" '^got' hops 2001:db8:a::80 80
start_agent ssh-forward
expect_within 5 "the agent, back, has the maps right again" '^same$' eval 'live_is_disk && echo same'

# Between customers, and with the gateway's own ports.
printf 'address: 2001:db8:b::80\nssh: { port: 22101 }\nforwards: [{ ports: 443 }, { ports: 22500 }]\nleases: [{ service: http, address: 192.0.2.80 }]\n' | put umbra/evil.yaml
expect "an SSH port of another customer is reported with both places" 'umbra/evil.yaml:2:.*acme/web1.yaml|acme/web1.yaml:.*umbra/evil.yaml:2' sixgate_says check
expect "a service's port is reported" 'umbra/evil.yaml:3:[0-9]+: forwards\[0\].ports' sixgate_says check
expect "a port of ssh-ports is reported" 'umbra/evil.yaml:3:[0-9]+: forwards\[1\].ports' sixgate_says check
expect "an address that is not in the pool is reported" 'umbra/evil.yaml:4:[0-9]+: leases\[0\].address' sixgate_says check
take_away umbra/evil.yaml
printf 'prefixes: [2001:db8:a::/48]\ndomains: [acme.example]\nports: [22100-22149]\n' | put acme/customer.yaml
printf 'address: 2001:db8:b::80\nssh: { port: 22101 }\n' | put umbra/evil.yaml
expect_within 10 "the agents know it, and tell" 'umbra/evil.yaml:2' sixgate_says status
expect "a port that a customer lists as his cannot be claimed away" 'umbra/evil.yaml:2:.*listed in acme/customer.yaml' sixgate_says check
expect "he keeps it" '^alice$' shell client4 alice 22101 whoami
