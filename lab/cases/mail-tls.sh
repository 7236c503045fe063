# shellcheck shell=bash
# STARTTLS towards the customer's server: as it comes, required, or with a certificate of its name. And addresses that are not ASCII.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
mx='acme-web1/postfix.log'
# towards TLS: how acme's domain wants it. offering LEVEL: whether its Postfix offers STARTTLS. showing NAME…: with which certificate.
towards() { sed "s/^  client-address: xclient/&\n  tls: $1/" "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml; }
reloaded() { at acme-web1 postfix reload >/dev/null 2>&1; }
offering() { at acme-web1 postconf -P "25/inet/smtpd_tls_security_level=$1" && reloaded; }
showing() {
  make_certificate "$shown" "$@"
  at acme-web1 postconf -e "smtpd_tls_cert_file=$shown/host.crt" "smtpd_tls_key_file=$shown/host.key" && reloaded
}
shown=$run/acme-web1/shown
mkdir -p "$shown"
sent() { from_outside client4 alice@acme.example "$1"; }
because() { sixgate_says mail queue; }

expect "opportunistic, the default: with TLS, whatever the certificate says" '^<- +250 2\.0\.0 Ok: queued as' sent opportunistic
expect_log "the primary's log has it" "$mx" 'disconnect from .* starttls=1 '
perform offering none
expect_within 10 "and in the clear where it is not offered" '^<- +250 2\.0\.0 Ok: queued as' sent in-the-clear
perform towards required
expect_within 10 "required: where it is not offered the primary counts as down, and mail is kept" '^<- +250 2\.0\.0 kept as' sent required
expect "the operator reads why" 'it does not offer STARTTLS, which is required' because
perform offering may
expect_within 30 "offered, the mail goes" Maildir in_mailbox acme-web1 alice required

perform showing elsewhere.example
perform towards verified
expect_within 20 "verified: with a certificate of another name mail is kept" '^<- +250 2\.0\.0 kept as' sent other-name
expect_within 5 "the operator reads which" 'the certificate is for elsewhere\.example and not for acme\.example or ' because
perform showing mail.acme.example
expect_within 30 "with one of its name the mail goes" Maildir in_mailbox acme-web1 alice other-name
expect_within 10 "and the next one is cut through" '^<- +250 2\.0\.0 Ok: queued as' sent verified
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=mail.acme.example -addext subjectAltName=DNS:mail.acme.example \
  -days 30 -keyout "$shown/host.key" -out "$shown/host.crt" 2>/dev/null && reloaded
expect_within 20 "one that it signed itself is none" '^<- +250 2\.0\.0 kept as' sent self-signed
at acme-web1 postconf -e "smtpd_tls_cert_file=/etc/postfix/host.crt" "smtpd_tls_key_file=/etc/postfix/host.key" && reloaded
expect_within 30 "with its usual one the mail goes" Maildir in_mailbox acme-web1 alice self-signed
perform towards opportunistic

# ---- addresses that are not ASCII (RFC 6531)
utf8() { # CUSTOMER'S RECIPIENT, PARAMETER OF MAIL: the answers to MAIL and RCPT
  say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<jörg@elsewhere.example>$2" "RCPT TO:<$1>"
}
expect "an address that is not ASCII needs SMTPUTF8" '^553 5\.6\.7 .*needs SMTPUTF8' utf8 bob@umbra.example ''
expect "a customer's server that does not take them gets none" '^553 5\.6\.7 the next server does not take' utf8 alice@acme.example ' SMTPUTF8'
at umbra-web1 postconf -e smtputf8_enable=yes && at umbra-web1 postfix reload >/dev/null 2>&1
utf8_mail() {
  say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<jörg@elsewhere.example> SMTPUTF8 BODY=8BITMIME RET=HDRS ENVID=QQ1" \
    "RCPT TO:<bob@umbra.example> NOTIFY=NEVER" DATA $'Subject: utf8\r\n\r\nGrüße\r\n.'
}
expect_within 10 "one that does gets them, as they are" '^250 2\.0\.0 Ok: queued as' utf8_mail
utf8_arrived() { in_mailbox umbra-web1 bob utf8 | xargs -r cat; }
expect_within 5 "and has the mail" '^Return-Path: <jörg@elsewhere\.example>' utf8_arrived
expect "whose Received says so" 'by mx\.provider\.example with UTF8SMTP id' utf8_arrived
expect "a recipient that is not ASCII is asked for as well" '^550 5\.1\.1 <j.*rg@umbra\.example>' utf8 jörg@umbra.example ' SMTPUTF8'
at umbra-web1 postconf -e smtputf8_enable=no && at umbra-web1 postfix reload >/dev/null 2>&1
for wrong in SIZE=x BODY=9BIT RET=ALL 'ENVID=ü' SMTPUTF8=1; do
  expect "MAIL with $wrong is refused" '^501 5\.5\.4 ' say_smtp client4 192.0.2.1 25 "EHLO x" "MAIL FROM:<s@elsewhere.example> $wrong"
done
