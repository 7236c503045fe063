# shellcheck shell=bash
# POP3S on 995, certificate verified, two customers' Dovecots.
needs_sixgate

for client in client4 client6 client46; do
  expect "$client reads acme's mailbox" '^< \+OK Logged in' mailbox "$client" pop3s://mail.acme.example/ alice
  expect "$client reads umbra's mailbox" '^< \+OK Logged in' mailbox "$client" pop3s://mail.umbra.example/ bob
done
expect_equal "the visitor is shown umbra's own certificate" "$(certificate_of umbra-web1)" \
  "$(certificate_at client4 995 mail.umbra.example)"
expect_log "acme's host logs the real IPv4 client" acme-web1/dovecot.log \
  'pop3-login: Info: Login: user=<alice>.* rip=2001:db8:64::c633:6404'
expect_log "umbra's host logs the real IPv4 client" umbra-web1/dovecot.log \
  'pop3-login: Info: Login: user=<bob>.* rip=2001:db8:64::c633:6404'
