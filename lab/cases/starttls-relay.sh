# shellcheck shell=bash
# Port 25 shared: HAProxy leads senders that name a customer's host to that host, and all others to the gateway's own mail server.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
change_gateway 's/^starttls-ports: \[/&25, /
  s/^defaults:/starttls: { relay: { address: "[::1]:10026" } }\n&/
  s/^mail:/&\n  listen: ["[::1]:10026"]\n  proxy-protocol: true/'
start_mail_relay
expect_within 10 "port 25 is HAProxy's" '^220 gw.provider.example ESMTP' say_smtp client4 192.0.2.1 25 QUIT

expect "a sender without STARTTLS gets the customer's own answer, through the mail server" \
  '^<- +250 2\.0\.0 Ok: queued as' from_outside client4 alice@acme.example relayed-plain
expect "one that says HELO, too" '^<- +250 .*queued as' from_outside client46 alice@acme.example relayed-helo --protocol SMTP
expect "and one that pipelines" '^<- +250 .*queued as' from_outside client4 alice@acme.example relayed-pipe --pipeline
expect "and one that names nobody in its hello" '^<~ +250 .*queued as' from_outside client4 alice@acme.example relayed-tls --tls
expect_log "the customer's server is told the sender's own address" acme-web1/postfix.log \
  'postfix/mx/smtpd.*: client=unknown\[::ffff:198\.51\.100\.4\]'
expect "the mail server shows its own certificate to those" '^subject=CN = mx\.provider\.example' \
  at client4 timeout 10 openssl s_client -starttls smtp -connect 192.0.2.1:25 -servername nobody.example
expect "it relays to nobody for a stranger" '^<\*\* +550 5\.7\.1 .*relaying denied' from_outside client4 nobody@nowhere.example stranger

expect "a sender that names the host comes to the customer's own server, certificate verified" '^<~ +250 .*queued as' \
  from_outside client4 alice@acme.example direct --tls --tls-sni mail.acme.example --tls-verify
for subject in relayed-plain relayed-helo relayed-pipe relayed-tls direct; do
  expect_within 5 "$subject lies in the mailbox once" '^1$' eval "in_mailbox acme-web1 alice $subject | wc -l"
done

at acme-web1 postfix stop >/dev/null 2>&1
expect "while the customer's server is down the same name leads to the mail server" '^subject=CN = mx\.provider\.example' \
  at client4 timeout 30 openssl s_client -starttls smtp -connect 192.0.2.1:25 -servername mail.acme.example
expect_within 30 "and the operator is told" 'acme/web1: its mail server at \[2001:db8:a::80\]:25 is down: ' sixgate_says status
at acme-web1 postfix start >/dev/null 2>&1
expect_within 30 "when it is back the name leads there again" '^subject=CN = acme\.example' \
  at client4 timeout 10 openssl s_client -starttls smtp -connect 192.0.2.1:25 -servername mail.acme.example
