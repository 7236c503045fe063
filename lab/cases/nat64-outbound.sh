# shellcheck shell=bash disable=SC2154 # internet4.sh sets server4_by_nat64
# IPv6-only hosts reach the IPv4 internet: TCP, UDP and ICMP, each customer from an address or ports of his own.
needs_sixgate

start_echo
page() { at "$1" curl -sS --max-time 5 "http://[$server4_by_nat64]/"; }
mirror() { printf 'who\n' | at "$1" socat -t 2 - "UDP6:[$server4_by_nat64]:7008"; }
expect "acme's host reaches an IPv4-only server" '^server4, IPv4 only$' page acme-web1
expect "from acme's own address" '^you are 192\.0\.2\.33$' page acme-web1
expect_log "which is in the server's log" server4/nginx.log '^peer=192\.0\.2\.33 '
expect_within 10 "by UDP as well" '^you are 192\.0\.2\.33 port ' mirror acme-web1
expect "and by ICMP" ' 1 received' at acme-web1 ping -6 -c 1 -W 3 "$server4_by_nat64"
expect "umbra's host reaches it from another address" '^you are 192\.0\.2\.3[245]$' page umbra-web1
# The block of umbra, as written down when it was granted: TIME + NUMBER umbra ADDRESS FIRST-LAST.
read -r _ _ _ _ address block < <(grep ' umbra 192' /var/lib/sixgate/nat64/shares.log | tail -n 1)
for try in 1 2 3; do
  expect_within 10 "umbra's host gets an answer by UDP, try $try" '^you are' mirror umbra-web1
  port=${output##* }
  if [[ $output == "you are $address port "* ]] && ((port >= ${block%-*} && port <= ${block#*-})); then
    ok "umbra's UDP comes from its own block of ports, try $try"
  else
    not_ok "umbra's UDP comes from its own block of ports, try $try" "$output; the block is $address $block"
  fi
done
# MSS: what server4 sends must fit into IPv6 with its longer header.
expect "a large page comes through" '^server4' at acme-web1 curl -sS --max-time 5 -H "X: $(printf '%07000d' 0)" "http://[$server4_by_nat64]/"

refused() { at "$1" curl -sS --max-time 5 -o /dev/null -w 'after %{time_total}\n' "$2"; }
behind() { printf '[2001:db8:64:64::%s]' "$1"; }
expect "port 25 outward is refused at once" '^after 0\.[0-4]' refused acme-web1 "telnet://[$server4_by_nat64]:25"
expect "by a reset, so that a mail server tries no longer" '^curl: \(7\) ' refused acme-web1 "telnet://[$server4_by_nat64]:25"
while read -r what address; do
  expect "$what cannot be reached behind the prefix, and it is said at once" '^after 0\.[0-4]' refused acme-web1 "http://$(behind "$address")/"
  expect_not "$what gives nothing" '.' at acme-web1 curl -s --max-time 2 "http://$(behind "$address")/"
done <<'LIST'
loopback 7f00:1
link-local a9fe:a9fe
a-private-network a00:1
the-gateway-itself c000:201
an-address-of-the-pool c000:221
a-lent-address c000:207
what-is-between-TAYGA-and-nftables c612:10
LIST
expect_not "who is no customer cannot use the gateway's NAT64" 'server4' at client6 curl -sS --max-time 2 "http://[$server4_by_nat64]/"
nat64_reads
expect_within 20 "refusals are counted" '^nat64 .* refused-sources [1-9][0-9]*  refused-destinations [1-9][0-9]*  refused-smtp [1-9]' sixgate_says status
change_gateway 's/^  prefix: 2001:db8:64:64/  refuse-smtp: false\n&/'
settled
# Nobody listens there, so the refusal is server4's own now.
sent() { at server4 nstat -asz TcpExtTCPAbortOnData TcpOutRsts | awk '$1 == "TcpOutRsts" {print $2}'; }
before=$(sent)
perform refused acme-web1 "telnet://[$server4_by_nat64]:25"
if (($(sent) > before)); then ok "with refuse-smtp: false port 25 is server4's to refuse"; else not_ok "with refuse-smtp: false port 25 is server4's to refuse" "$output"; fi
stop_echo
