# shellcheck shell=bash
# Leases from the customer's side: two customers stacked on one address, names, the end of a lease, and how one is taken
# back: the name follows first, the address leads on while resolvers may know it, then it is free.
needs_sixgate
change_gateway '/^starttls-ports:/d' # POP3 on 110 is not yet the gateway's: it has to be lent
start_own_zones
lent=pop3-acme-web1.lease.provider.example
pop3() { at client4 timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/110" && read -r -u 3 line && echo "$line"' pop3 "$1"; }
smtp() { at client4 timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/25" && read -r -u 3 line && echo "$line"' smtp "$1"; }

expect "acme is lent an address for POP3" 'pop3.*192\.0\.2\.7' sixgate_says lease acme/web1 pop3
expect "umbra is lent the same address for SMTP" 'smtp.*192\.0\.2\.7' sixgate_says lease umbra/web1 smtp
expect_within 5 "the name of the one leads to it" '^192\.0\.2\.7$' own "$lent" A
expect_within 5 "and that of the other" '^192\.0\.2\.7$' own smtp-umbra-web1.lease.provider.example A
expect_within 20 "the world is told so on the gateway's port 53" '^192\.0\.2\.7$' at client4 dig +short +time=2 +tries=1 @192.0.2.1 "$lent" A
expect_equal "who has IPv6 goes to the host itself" 2001:db8:a::80 "$(own "$lent" AAAA)"
expect_within 10 "an IPv4-only visitor finds acme's POP3 server there" '^\+OK ' pop3 192.0.2.7
expect_within 10 "and at the same address umbra's mail server" '^220 .*umbra' smtp 192.0.2.7
expect "a second lease for POP3 goes to the next address" '192\.0\.2\.8' sixgate_says lease umbra/web1 pop3
expect_within 10 "which is umbra's" '^\+OK ' pop3 192.0.2.8

expect "nothing is taken back that the gateway does not cover" "the gateway's own addresses have no pop3 by sni" \
  sixgate_says lease reclaim pop3 --covered-by sni
cp "$inventory/acme/web1.yaml" "$run/web1.yaml"
put gateway.yaml <"$lab/inventory/gateway.yaml"
expect_within 10 "the gateway serves 110 by name now: STARTTLS" '^\+OK' pop3 192.0.2.1
expect "all leases for POP3 are taken back" "acme/web1: $lent leads to the gateway from .* on; 192.0.2.7 port 110 is free from" \
  sixgate_says lease reclaim pop3 --covered-by sni
expect "umbra's, too" '^$|pop3-umbra-web1' sixgate_says lease list
expect_within 5 "the name leads to the gateway at once, by IPv4" '^192\.0\.2\.1$' own "$lent" A
expect_equal "and by IPv6" 2001:db8:ff::1 "$(own "$lent" AAAA)"
expect "the address still leads to the host, for those who know it" '^\+OK ' pop3 192.0.2.7
expect "the list says so" "$lent .* moving " sixgate_says lease list
expect "through the gateway the host is reached under the lease's name, by STARTTLS" "subject=CN ?= ?acme.example" \
  at client4 timeout 10 openssl s_client -connect 192.0.2.1:110 -starttls pop3 -servername "$lent"
expect_within 40 "after twice the time to live the address leads nowhere" '^$' eval 'pop3 192.0.2.7 2>/dev/null | grep OK; echo'
gone() { ! pop3 192.0.2.7 2>/dev/null | grep -q OK; }
expect_status "and says so with a reset" 0 gone
expect "it is free" "$lent .* reclaimed " sixgate_says lease list
expect "umbra's SMTP on the same address goes on" '^220 .*umbra' smtp 192.0.2.7
expect_equal "the name still leads to the gateway" 192.0.2.1 "$(own "$lent" A)"

expect "a lease that ends is released" 'released' sixgate_says lease release umbra/web1 smtp
expect_within 5 "and its name is gone" '^0$' eval 'own smtp-umbra-web1.lease.provider.example A | wc -l'
