# shellcheck shell=bash disable=SC2154 # walk.sh sources this
# The record of NAT64's sessions by its unit: customers share an address without blocks, as docs/nat64.md says. It stays on.

sessions=$disk/var/lib/sixgate/nat64/sessions/sessions.log
shared_without_blocks() {
  sed 's/^  pool: .*/  pool: [192.0.2.34]\n  blocks: none\n  log-days: 1/' "$disk/etc/sixgate/inventory/gateway.yaml" | put_there gateway.yaml
}
# named: whom the record names for the port that the host's last page came from.
named() {
  visit acme-web1 'http://[2001:db8:64:64::203.0.113.4]/' >/dev/null
  local port
  port=$(sed -nE 's/.*,reply\.ip\.daddr=192\.0\.2\.34,.*,reply\.l4\.sport=80,reply\.l4\.dport=([0-9]+),.*/\1/p' "$sessions" | tail -n 1)
  inside_machine sixgate nat64 who "192.0.2.34:$port"
}

expect_equal "there is no record of sessions while nobody asks for one" "inactive " "$(active sixgate-nat64-log)"
shared_without_blocks
expect_within 60 "blocks: none: the record is kept by its unit" '^active $' active sixgate-nat64-log
expect_within 60 "and tells which host a port was" '^acme/web1 had it for TCP to 203\.0\.113\.4:80 ' named
