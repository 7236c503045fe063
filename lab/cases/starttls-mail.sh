# shellcheck shell=bash
# Mail behind STARTTLS: 587, 143, 110 and 4190 reach the right customer's Postfix and Dovecot, certificate verified.
needs_sixgate

# starttls CLIENT PROTOCOL PORT NAME [OPTION…]: a handshake by openssl, the certificate verified against the name.
starttls() {
  local client=$1 protocol=$2 port=$3 name=$4 address=$gateway
  shift 4
  [[ $client != client6 ]] || address="[2001:db8:ff::1]"
  at "$client" timeout 10 openssl s_client -starttls "$protocol" -connect "$address:$port" -servername "$name" \
    -verify_hostname "$name" -verify_return_error "$@"
}
of_acme() { openssl x509 -noout -fingerprint -sha256 -in /etc/netns/acme-web1/nginx/host.crt; }
shown() { starttls "$@" 2>/dev/null </dev/null | openssl x509 -noout -fingerprint -sha256; }

for client in client4 client6 client46; do
  for row in smtp:587 imap:143 pop3:110 sieve:4190; do
    expect "$client, port ${row#*:}: the handshake succeeds with acme's certificate" '^Verification: OK' \
      starttls "$client" "${row%:*}" "${row#*:}" mail.acme.example
    expect "$client, port ${row#*:}: another name leads to umbra" '^subject=CN = umbra.example' \
      starttls "$client" "${row%:*}" "${row#*:}" mail.umbra.example
  done
done
for version in -tls1_2 -tls1_3; do
  expect "$version" '^Verification: OK' starttls client4 imap 143 mail.acme.example "$version"
done
expect "a wildcard's service list holds: no IMAP for it" 'alert number 112|unrecognized name' \
  starttls client4 imap 143 shoes.shop.acme.example
expect_equal "what is shown is byte for byte the host's own certificate" "$(of_acme)" "$(shown client4 imap 143 mail.acme.example)"

add_endpoint acme/web1.yaml '  - "*.mail.acme.example"'
expect_within 5 "a wildcard leads there as well" '^subject=CN = acme.example' \
  at client4 timeout 10 openssl s_client -starttls imap -connect "$gateway:143" -servername any.mail.acme.example

# ---- clients as people have them
post() { # CLIENT NAME USER DOMAIN SUBJECT
  printf 'From: %s\r\nTo: %s\r\nSubject: %s\r\n\r\nHello.\r\n' "$3@$4" "$3@$4" "$5" >"$run/mail.txt"
  at "$1" curl -sS --max-time 15 -v --ssl-reqd -u "$3:$3-secret" --mail-from "$3@$4" --mail-rcpt "$3@$4" \
    --upload-file "$run/mail.txt" "smtp://$2:587"
}
for client in client4 client6 client46; do
  expect "curl on $client submits by STARTTLS on 587" '^< 250 .*queued as' post "$client" mail.acme.example alice acme.example "st by $client"
  expect "curl on $client submits to umbra's host" '^< 250 .*queued as' post "$client" mail.umbra.example bob umbra.example "st by $client"
  expect "curl on $client reads by STARTTLS on 143" '^\* LIST .*INBOX' \
    at "$client" curl -sS --max-time 15 -v --ssl-reqd -u alice:alice-secret imap://mail.acme.example/
  expect "curl on $client reads by STLS on 110" '^< \+OK Logged in' \
    at "$client" curl -sS --max-time 15 -v --ssl-reqd -u bob:bob-secret pop3://mail.umbra.example/
done
expect_log "acme's Postfix logs the real IPv4 client" acme-web1/postfix.log \
  'postfix/submission/smtpd.* connect from unknown\[2001:db8:64::c633:6404\]'
expect_within 5 "the mail lies in alice's mailbox" '^Subject: st by client4' grep -rh ^Subject: "$run/acme-web1/mail/alice/Maildir/new"
for name in v1 v2; do
  expect "proxy-$name: curl submits" '^< 250 .*queued as' post client4 "$name.acme.example" alice acme.example "by $name"
  expect "proxy-$name: curl reads" '^\* LIST .*INBOX' \
    at client4 curl -sS --max-time 15 -v --ssl-reqd -u alice:alice-secret "imap://$name.acme.example/"
done
expect_log "behind the PROXY header Postfix logs the real client" acme-web1/postfix.log \
  'submission-behind-proxy/smtpd.* connect from unknown\[198.51.100.4\]'
expect_log "behind the PROXY header Dovecot logs the real client" acme-web1/dovecot.log 'imap-login: .*rip=(::ffff:)?198.51.100.4'

expect "swaks submits with the name in its hello" '^<~ +250 .*queued as' \
  at client4 swaks --server mail.acme.example:587 --tls --tls-sni mail.acme.example --tls-verify \
  --auth-user alice --auth-password alice-secret --from alice@acme.example --to alice@acme.example
expect "Python's imaplib, poplib and smtplib work" '^imap OK pop \+OK smtp 235' at client4 python3 "$lab/cases/mailclients.py" mail.acme.example alice
printf '%s\n' 'set ssl_force_tls=yes ssl_starttls=yes ssl_ca_certificates_file=/etc/ssl/certs/ca-certificates.crt imap_user=alice imap_pass=alice-secret crypt_use_gpgme=no' \
  'set folder=imap://mail.acme.example/ spoolfile=+INBOX record= sort=reverse-date' >"$run/neomuttrc"
expect "neomutt shows the mailbox" 'st by client4' at client4 timeout 30 env HOME="$run" TERM=xterm \
  script -qec "stty cols 120 rows 40; neomutt -n -F $run/neomuttrc -e 'push <refresh><quit>'" /dev/null

# ---- hellos
for way in bytes records two large; do
  expect "a hello in the way \"$way\" arrives" '^\* CAPABILITY|LOGINDISABLED|a OK' \
    at client4 python3 "$lab/cases/hello.py" "$way" "$gateway" 143 mail.acme.example imap
done
if newer=$("$lab/haproxy-3.0/prepare" --kept); then
  expect "a post-quantum hello arrives" '^Verification: OK' at client4 timeout 10 "${newer%/*}/openssl" s_client \
    -starttls imap -connect "$gateway:143" -servername mail.acme.example -verify_return_error -brief
else
  say "SKIP $case_name: there is no OpenSSL of Debian 13; lab/haproxy-3.0/prepare makes it"
fi
