# shellcheck shell=bash
# SSH by a port of the gateway: shells, files, whom the host sees; a port without a host; live, without a reload.
needs_sixgate

worker_before=$(worker)
expect "an IPv4-only visitor has a shell on the IPv6-only host" '^alice on acme-web1$' shell client4 alice 22101 'echo "$(whoami) on acme-web1"'
expect "another port is another customer's host, and its key is checked" '^bob$' shell client4 bob 22201 whoami
expect "by IPv6, too" '^alice$' SSH_GATEWAY=2001:db8:ff::1 shell client6 alice 22101 whoami
