# shellcheck shell=bash
# Port 25: STARTTLS with a customer's name goes straight to his Postfix, end to end; everything else goes to the relay.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_relay
change_gateway 's/^starttls-ports: \[/&25, /; s/^defaults:/starttls: { relay: { address: "[::1]:10025" } }\n&/'
expect_within 10 "port 25 is the gateway's once gateway.yaml says so" '^220 gw.provider.example ESMTP' say_smtp client4 "$gateway" 25 QUIT

send() { # CLIENT TO SUBJECT [SWAKS OPTION…]
  local client=$1 to=$2 subject=$3
  shift 3
  at "$client" timeout 60 swaks --server "$gateway:25" --from sender@elsewhere.example --to "$to" --header "Subject: $subject" "$@"
}
in_mailbox() { grep -rhs "^Subject: $1" "$run/$2/new"; }
host_mail=acme-web1/mail/alice/Maildir
relay_mail=gateway/mail/relay/Maildir

expect "with the name in its hello a sender reaches the customer's own server, certificate verified" '^<~ +250 .*queued as' \
  send client4 alice@acme.example direct --tls --tls-sni mail.acme.example --tls-verify
expect_within 5 "the mail lies in the customer's mailbox" '^Subject: direct' in_mailbox direct "$host_mail"
expect_log "the customer's server sees the sender" acme-web1/postfix.log 'postfix/mx/smtpd.* connect from unknown\[2001:db8:64::c633:6404\]'
expect "DANE's check holds: the certificate's own digest is what is shown" '^Verification: OK' at client4 timeout 10 openssl s_client \
  -starttls smtp -connect "$gateway:25" -dane_tlsa_domain mail.acme.example -servername mail.acme.example -dane_tlsa_rrdata \
  "3 1 1 $(openssl x509 -in /etc/netns/acme-web1/nginx/host.crt -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1)"
expect "another name leads to the other customer" '^subject=CN = umbra.example' \
  at client4 timeout 10 openssl s_client -starttls smtp -connect "$gateway:25" -servername mail.umbra.example

expect "a sender that names nobody speaks TLS with the relay" '^subject=CN = relay.gw.provider.example' \
  at client4 timeout 10 openssl s_client -starttls smtp -connect "$gateway:25" -noservername
expect "and so does one that names an unknown host" '^subject=CN = relay.gw.provider.example' \
  at client4 timeout 10 openssl s_client -starttls smtp -connect "$gateway:25" -servername nobody.example
expect "a sender with STARTTLS and no name delivers to the relay" '^<~ +250 .*queued as' send client4 alice@acme.example relayed-tls --tls
expect "a sender without STARTTLS delivers to the relay" '^<- +250 .*queued as' send client46 alice@acme.example relayed-plain
expect "and one that says HELO" '^<- +250 .*queued as' send client4 alice@acme.example relayed-helo --protocol SMTP
expect "pipelined as well" '^<- +250 .*queued as' send client4 alice@acme.example,bob@umbra.example relayed-pipe --pipeline
for subject in relayed-tls relayed-plain relayed-helo relayed-pipe; do
  expect_within 5 "$subject lies in the relay's mailbox" "^Subject: $subject" in_mailbox "$subject" "$relay_mail"
done
expect_log "the relay sees the sender by the PROXY header" gateway/postfix.log 'connect from unknown\[198.51.100.4\]'
expect "the relay's own refusal reaches the sender" '^<\*\* +554 .*Relay access denied' send client4 nobody@nowhere.example refused

# ---- the host is gone
stop_postfix() { at acme-web1 postfix stop; }
perform stop_postfix
expect "the host is down: the same session goes to the relay" '^subject=CN = relay.gw.provider.example' \
  at client4 timeout 30 openssl s_client -starttls smtp -connect "$gateway:25" -servername mail.acme.example
expect_log "after the host refused" gateway/haproxy.log 'starttls protocol=smtp .*name=mail.acme.example .*replayed=yes server=relay'
expect "the next mail goes there at once" '^<~ +250 .*queued as' \
  send client4 alice@acme.example while-down --tls --tls-sni mail.acme.example
at acme-web1 postfix start >/dev/null 2>&1
# ---- a server that takes connections and never greets is known before the first sender comes
silent=2001:db8:a::99
at acme-web1 ip addr add "$silent/64" dev gateway nodad
listener=''
serve() { # COMMAND: what each connection gets
  [[ ! $listener ]] || kill "$listener"
  (exec ip netns exec acme-web1 socat "TCP6-LISTEN:2599,bind=[$silent],reuseaddr,fork" "SYSTEM:$1") &>/dev/null &
  listener=$!
}
clean_up() {
  local status=$?
  kill "$listener" 2>/dev/null || :
  at acme-web1 ip addr del "$silent/64" dev gateway || :
  return "$status"
}
trap 'clean_up; come_back' EXIT
serve 'sleep 30'
sed -i '$a health: { interval: 1s, timeout: 500ms, fall: 2, rise: 2 }' "$inventory/gateway.yaml"
printf 'address: %s\nendpoints:\n  - { name: silent.acme.example, services: [smtp], ports: { smtp: 2599 } }\n' "$silent" | put acme/silent.yaml
add_endpoint acme/web1.yaml '  - { name: mx.acme.example, client-address: proxy-v1, services: [smtp], ports: { smtp: 10587 } }'
expect_within 40 "the agent finds out" \
  '^problem: acme/silent: its mail server at \[2001:db8:a::99\]:2599 is down: no greeting within 2000 ms; its mail goes to the relay' sixgate_says status
expect_log "a server behind PROXY headers is asked behind one, and greets" acme-web1/postfix.log \
  'submission-behind-proxy/smtpd.* connect from unknown\[2001:db8:a::1\]'
expect_equal "so it is the only one that is down" "mail-servers-down 1" "$(sixgate_says status --json | jq -r '"mail-servers-down \(.. | .["mail-servers-down"]? | numbers)"')"
expect_log "and says so" gateway/sni-router.log 'mail-server-down host=acme/silent .*reason="no greeting within 2000 ms"'
to_silent() {
  at client4 timeout 10 openssl s_client -starttls smtp -connect "$gateway:25" -servername silent.acme.example
}
expect_within 5 "its mail goes to the relay" '^subject=CN = relay.gw.provider.example' to_silent
printf '220 silent.acme.example ESMTP\r\n' >"$run/greeting"
serve "cat $run/greeting; sleep 30"
expect_log "when it greets, that is told, too" gateway/sni-router.log 'mail-server-up host=acme/silent'

expect "status counts by protocol and outcome" '^starttls smtp: came [0-9]+, starttls [0-9]+, relayed [0-9]+' sixgate_says status
