# shellcheck shell=bash
# IMAPS on 993, certificate verified, two customers' Dovecots.
needs_sixgate

for client in client4 client6 client46; do
  expect "$client reads acme's mailbox" '^\* LIST .* INBOX' mailbox "$client" imaps://mail.acme.example/ alice
  expect "$client reads umbra's mailbox" '^\* LIST .* INBOX' mailbox "$client" imaps://mail.umbra.example/ bob
done
expect "acme's user is a stranger to umbra's host" 'AUTHENTICATIONFAILED|Login denied|login denied' \
  mailbox client4 imaps://mail.umbra.example/ alice
expect_equal "the visitor is shown acme's own certificate" "$(certificate_of acme-web1)" \
  "$(certificate_at client4 993 mail.acme.example)"
expect_log "acme's host logs the real IPv4 client" acme-web1/dovecot.log \
  'imap-login: Info: Login: user=<alice>.* rip=2001:db8:64::c633:6404'
expect_log "umbra's host logs the real IPv4 client" umbra-web1/dovecot.log \
  'imap-login: Info: Login: user=<bob>.* rip=2001:db8:64::c633:6404'
