# shellcheck shell=bash
# The lab itself: each place has the families, names and neighbours that it claims; no Sixgate needed.
expect_not "client4 has no IPv6 address" 'inet6 2001' at client4 ip addr
for place in client6 acme-web1 umbra-web1; do
  expect_not "$place has no IPv4 address" 'inet (192|198|203)' at "$place" ip addr
done
expect "an IPv6-only host serves whoever has IPv6" '^you are 2001:db8:1006::6$' visit client6 https://web1.acme.example/
expect "and has its own certificate, which is trusted everywhere" '^umbra-web1' visit client46 https://web1.umbra.example/
expect "server4 serves whoever has IPv4" '^you are 198.51.100.4$' visit client4 http://server4.example/
expect "an IPv4-only visitor does not reach an IPv6-only name" '^status 000$' visit client4 http://web1.acme.example/
for user in acme:alice umbra:bob; do
  domain=${user%:*}.example
  expect "$domain: mail submitted directly is taken" '^< 250 .*queued as' \
    submit client6 "smtps://web1.$domain:465" "${user#*:}" "$domain" direct
  expect "$domain: IMAPS answers directly" '^\* LIST .* INBOX' mailbox client6 "imaps://web1.$domain/" "${user#*:}"
  expect "$domain: POP3S answers directly" '^< \+OK Logged in' mailbox client6 "pop3s://web1.$domain/" "${user#*:}"
done
expect "without a password nothing is relayed" '^< 554 |^< 55. ' at client6 curl -sSv --max-time 5 \
  --mail-from x@acme.example --mail-rcpt alice@acme.example --upload-file /etc/hostname smtps://web1.acme.example:465
expect "HAProxy runs as a user without root's rights" '^haproxy$' ps -o user= -p "$(living "$haproxy_pid_file")"
