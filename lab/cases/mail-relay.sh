# shellcheck shell=bash
# The gateway's own mail server: it greets where gateway.yaml says, listens nowhere else, and relays for nobody unasked.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
mkdir -p /etc/netns/gateway/unbound
render servers/unbound-checks.conf gateway >/etc/netns/gateway/unbound/checks.conf
daemonized_at gateway unbound -c /etc/unbound/checks.conf

relay_pid() { living "$(agent_pid_file mail-relay)"; }
sockets() { at gateway ss -Hltnp | awk -v pid="pid=$(relay_pid)," 'index($0, pid) {print $4}' | sort; }

start_mail_relay
expect "visitors with IPv4 find it on port 25" '^220 mx\.provider\.example ESMTP$' say_smtp client4 192.0.2.1 25 QUIT
expect "visitors with IPv6 find it on port 25" '^220 mx\.provider\.example ESMTP$' say_smtp client6 2001:db8:ff::1 25 QUIT
expect "it offers STARTTLS with the certificate of gateway.yaml" 'Verification: OK' \
  at client4 timeout 10 openssl s_client -connect 192.0.2.1:25 -starttls smtp -verify_hostname mx.provider.example -brief
expect "it relays to nobody for a stranger" '^550 5\.7\.1 .*relaying denied' say_smtp client4 192.0.2.1 25 \
  "EHLO client.example" "MAIL FROM:<someone@client.example>" "RCPT TO:<victim@elsewhere.example>"
expect_equal "it listens on the ports of gateway.yaml and on none besides" \
  "[2001:db8:ff::1]:25 [2001:db8:ff::25]:25 [2001:db8:ff::25]:465 [2001:db8:ff::25]:587 [::ffff:192.0.2.1]:25" \
  "$(sockets | tr '\n' ' ' | sed 's/ $//')"
expect "sixgate status knows it" '^mail-relay +ok' sixgate_says status

expect "hosts find the smarthost on 587, with STARTTLS" 'Verification: OK' at acme-web1 timeout 10 \
  openssl s_client -connect smtp.provider.example:587 -starttls smtp -verify_hostname smtp.provider.example -brief
expect "hosts find it on 465, with TLS from the first byte" 'Verification: OK' at acme-web1 timeout 10 \
  openssl s_client -connect smtp.provider.example:465 -verify_hostname smtp.provider.example -brief
expect_not "the internet does not reach it" '^220 ' say_smtp client6 2001:db8:ff::25 25 QUIT

expect "sixgate mail dns prints the TLSA record of its certificate" \
  "^_25\._tcp\.mx\.provider\.example\. TLSA 3 1 1 $(openssl x509 -in "$run/gateway/mail/host.crt" -noout -pubkey |
    openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1)$" sixgate_says mail dns acme.example --tlsa

expect_status "a second one does not start" 1 at gateway sixgate-mail-relay
expect "and says why" 'cannot-run .*runs already as process' at gateway sixgate-mail-relay

stop_mail_relay
expect "it ends in order" '^INFO mail-relay stopped$' cat "$logs/gateway/mail-relay.log"
change_gateway 's/^mail:/&\n  resolver: 127.0.0.1:5316\n  checks: { block-lists: [dnsbl.example] }\n  listen: ["127.0.0.1:10026", "[::1]:10026"]\n  proxy-protocol: true/
  s/^starttls-ports: \[/&25, /; s/^defaults:/starttls: { relay: { address: "[::1]:10026" } }\n&/'
start_mail_relay
expect "behind HAProxy it takes the client's address from the PROXY header" 'Hello client\.example \[198\.51\.100\.4\]' \
  say_smtp gateway 127.0.0.1 10026 "PROXY TCP4 198.51.100.4 192.0.2.1 40000 25" "EHLO client.example"
rcpt_of() { # PROXY HEADER
  say_smtp gateway 127.0.0.1 10026 "PROXY $1 40000 25" "EHLO client.example" "MAIL FROM:<s@x.example>" "RCPT TO:<alice@acme.example>" | tail -n 1
}
expect "and asks the block list for that one: IPv4" '^554 5\.7\.1 198\.51\.100\.9 is listed by dnsbl\.example' rcpt_of "TCP4 198.51.100.9 192.0.2.1"
expect "IPv6" '^554 5\.7\.1 2001:db8:1006::6 is listed by dnsbl\.example' rcpt_of "TCP6 2001:db8:1006::6 2001:db8:ff::1"
expect "who is not listed is let in" '^250 ' rcpt_of "TCP4 198.51.100.4 192.0.2.1"
expect_within 30 "and HAProxy itself in front of port 25: a mail is cut through" '^<- +250 .*queued as' \
  from_outside client4 alice@acme.example through-haproxy
expect_log "and the customer's server knows its sender" acme-web1/postfix.log 'postfix/mx/smtpd.*: client=unknown\[::ffff:198\.51\.100\.4\]'
