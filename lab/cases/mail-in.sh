# shellcheck shell=bash
# Mail from an IPv4-only sender reaches the Postfix of an IPv6-only host while the sender waits: its answers, its filters.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
mx='acme-web1/postfix.log' proxied='umbra-web1/postfix.log'
nothing_waits() { grep -q '"waiting" : 0' /run/sixgate/mail-relay.json && ! find /var/lib/sixgate/mail/in/primaries -name '*.mail' | grep -q .; }

expect "an IPv4-only sender is answered by the customer's own server, its queue id included" \
  '^<- +250 2\.0\.0 Ok: queued as [0-9A-Za-z]+' from_outside client4 alice@acme.example cut-through
expect_within 5 "the mail lies in the customer's mailbox" Maildir in_mailbox acme-web1 alice cut-through
expect_log "XCLIENT: the log of a Postfix that knows IPv6 alone has the sender's address, mapped" "$mx" \
  'postfix/mx/smtpd.*: client=unknown\[::ffff:198\.51\.100\.4\]'
expect "and its Received header the gateway's above it" '^Received: from client4\.example \(\[198\.51\.100\.4\]\)$' \
  cat "$(in_mailbox acme-web1 alice cut-through)"
expect_equal "one Received line of the gateway's" 1 "$(grep -c 'by mx\.provider\.example' "$(in_mailbox acme-web1 alice cut-through)")"
expect "PROXY v2: another customer, an IPv6 sender" '^<- +250 2\.0\.0 Ok: queued as' \
  from_outside client6 bob@umbra.example behind-proxy --server '[2001:db8:ff::1]:25'
expect_log "his log has the sender's address" "$proxied" 'mx-behind-proxy/smtpd.*: client=unknown\[2001:db8:1006::6\]'
expect "nothing was queued on the gateway" '' nothing_waits

expect "an unknown recipient is refused in the customer's own words, at once" \
  '^<\*\* +550 5\.1\.1 <nobody@acme\.example>: Recipient address rejected: User unknown in virtual mailbox table' \
  from_outside client4 nobody@acme.example unknown
expect "one of two is refused, the other one served" '^<- +250 .*queued as' \
  from_outside client4 nobody@acme.example,alice@acme.example one-of-two
expect_within 5 "and he has it" Maildir in_mailbox acme-web1 alice one-of-two
expect "recipients of two customers: the second is told to come separately" '^<\*\* +452 4\.5\.3 .*send to it separately' \
  from_outside client4 alice@acme.example,bob@umbra.example two-customers
expect_within 5 "the first has his mail" Maildir in_mailbox acme-web1 alice two-customers
expect "which is not the second's" '^$' in_mailbox umbra-web1 bob two-customers

expect "STARTTLS with the sender" '^<~ +250 .*queued as' from_outside client4 alice@acme.example tls --tls
expect_log "and with the customer's server, as it offers it" "$mx" 'disconnect from .* starttls=1 '
expect_log "which judges the name that the sender said" "$mx" 'reject: RCPT .* helo=<client4\.example>'
expect "a sender that says HELO" '^<- +250 .*queued as' from_outside client46 alice@acme.example helo --protocol SMTP
expect "one that pipelines" '^<- +250 .*queued as' from_outside client4 alice@acme.example pipelined --pipeline
for subject in tls helo pipelined; do
  expect_within 5 "$subject lies in the mailbox once" '^1$' eval "in_mailbox acme-web1 alice $subject | wc -l"
done

# ---- a filter of the customer's own sees whom it is about
filter() { at acme-web1 postconf -e "smtpd_client_restrictions = inline:{ $1 }" && at acme-web1 postfix reload; }
perform filter '::ffff:198.51.100.4=REJECT'
expect_within 10 "the customer's own filter refuses this sender by address, and the sender reads why" \
  '^<\*\* +554 5\.7\.1 .*\[::ffff:198\.51\.100\.4\]>: Client host rejected' \
  from_outside client4 alice@acme.example filtered
expect "and takes the next one's mail" '^<- +250 .*queued as' from_outside client46 alice@acme.example other-sender
at acme-web1 postconf -# smtpd_client_restrictions && at acme-web1 postfix reload >/dev/null 2>&1

# ---- live change of the inventory
expect "a domain of nobody's is refused" '^<\*\* +550 5\.7\.1 relaying denied' from_outside client4 alice@new.acme.example before
{ cat "$lab/inventory/acme/web1.yaml"; } | sed 's/domains: \[acme.example\]/domains: [acme.example, new.acme.example]/' | put acme/web1.yaml
expect_within 5 "written into the inventory, it goes to the customer's server, which knows it not yet" \
  '^<\*\* +554 5\.7\.1 .*Relay access denied' from_outside client4 alice@new.acme.example after
