# shellcheck shell=bash
# Submission on 587 with TLS from the first byte: it gets the host's port for that, 465. STARTTLS: starttls-mail.
needs_sixgate

for client in client4 client6 client46; do
  expect "$client submits to acme's host" '^< 250 .*queued as' \
    submit "$client" smtps://mail.acme.example:587 alice acme.example "587 by $client"
  expect "$client submits to umbra's host" '^< 250 .*queued as' \
    submit "$client" smtps://mail.umbra.example:587 bob umbra.example "587 by $client"
done
expect_within 5 "the mail lies in alice's mailbox" '^Subject: 587 by client4' \
  grep -rh ^Subject: "$run/acme-web1/mail/alice/Maildir/new"
expect_within 5 "the mail lies in bob's mailbox" '^Subject: 587 by client4' \
  grep -rh ^Subject: "$run/umbra-web1/mail/bob/Maildir/new"
expect_equal "the visitor is shown acme's own certificate" "$(certificate_of acme-web1)" \
  "$(certificate_at client4 587 mail.acme.example)"
expect_log "acme's host logs the real IPv4 client" acme-web1/postfix.log \
  'postfix/submissions/smtpd.* connect from unknown\[2001:db8:64::c633:6404\]'
expect_log "umbra's host logs the real IPv4 client" umbra-web1/postfix.log \
  'postfix/submissions/smtpd.* connect from unknown\[2001:db8:64::c633:6404\]'
