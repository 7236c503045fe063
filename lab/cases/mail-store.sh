# shellcheck shell=bash
# The customer's mail server is down: mail for recipients that it once confirmed is kept, and handed over when it is back.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
stop_postfix() { at acme-web1 postfix stop; }
start_postfix() { at acme-web1 postfix start; }
copies() { in_mailbox acme-web1 alice "$1" | wc -l; }

expect "the primary confirms a recipient" '^<- +250 .*queued as' from_outside client4 alice@acme.example while-up
perform stop_postfix
expect "while it is down, mail for him is kept" '^<- +250 2\.0\.0 kept as [0-9a-z]+' from_outside client4 alice@acme.example kept-1
expect "and again, though nobody asks the primary now" '^<- +250 2\.0\.0 kept as' from_outside client46 alice@acme.example kept-2
expect "a recipient whom it never confirmed is to come again" '^<\*\* +450 4\.2\.1 .*has not confirmed this recipient' \
  from_outside client4 carol@acme.example never
expect "another customer's mail goes through as ever" '^<- +250 .*queued as' from_outside client4 bob@umbra.example unharmed
expect_log "the operator is told once that it is down" gateway/mail-relay.log 'destination-down destination=acme\.example .*Connection refused'

end_of "$(agent_pid_file mail-relay)" KILL
start_mail_relay
expect "kill -9, and a new process: it knows the recipient still" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example kept-3
expect_within 30 "and counts all that waits" '"waiting" : 3' cat /run/sixgate/mail-relay.json

began=${EPOCHREALTIME/./}
perform start_postfix
for n in 1 2 3; do
  expect_within 15 "back again, it has kept-$n within 15 s" '^1$' copies "kept-$n"
done
say "all of it was there after $(((${EPOCHREALTIME/./} - began) / 1000)) ms"
expect_log "with the address of him who sent it, not the gateway's" acme-web1/postfix.log 'postfix/mx/smtpd.*: client=unknown\[::ffff:198\.51\.100\.46\]'
expect_log "the operator is told that it is back" gateway/mail-relay.log 'destination-up destination=acme\.example'
expect_within 15 "nothing waits any more" '"waiting" : 0' cat /run/sixgate/mail-relay.json
expect_equal "and nothing lies on the gateway's disk" "" "$(find /var/lib/sixgate/mail/in/primaries -name '*.mail')"
expect "the next mail is cut through again" '^<- +250 2\.0\.0 Ok: queued as' from_outside client4 alice@acme.example live-again
expect_equal "each came once" "1 1 1" "$(copies kept-1) $(copies kept-2) $(copies kept-3)"

# ---- away for long: it is tried no less often then
perform stop_postfix
expect "down again: kept" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example long-away
seconds_to_next_try() { sixgate_says mail queue --json | jq '[.unreachable[]["next-try"] | sub("\\.[0-9]+Z$"; "Z") | fromdate - now | floor] | max'; }
expect_within 60 "it is tried every 1, 2, 4, then 8 s" '^[6-9]$' seconds_to_next_try
perform start_postfix
expect_within 15 "back, it has the mail within 15 s" '^1$' copies long-away

# ---- the primary changes its mind after the gateway has taken the mail: its sender is told, once, if there is one
start_internet_mail
the_report() { in_inbox "Your message could not be delivered"; }
perform stop_postfix
expect "down again, kept again" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example refused-later
expect "and a mail that has no sender" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example refused-report --from '<>'
at acme-web1 postconf -e 'smtpd_client_restrictions = inline:{ ::ffff:198.51.100.4=REJECT }'
perform start_postfix
expect_log "what it refuses when it is back is logged" gateway/mail-relay.log 'failed id=.* to=<alice@acme\.example> .*reply=554 5\.7\.1'
expect_within 5 "and kept for the operator, with the reason" '^X-Sixgate-Undelivered: <alice@acme\.example> 554 5\.7\.1 ' \
  bash -c 'cat /var/lib/sixgate/mail/in/undelivered/*.eml'
expect_within 30 "the sender's own server has a report, in the primary's words" '^Diagnostic-Code: smtp; 554 5\.7\.1 <unknown\[::ffff:198\.51\.100\.4\]>' the_report
expect "which names the recipient and has the header of the message" '^Subject: refused-later$' the_report
expect "and no sender, so that nobody answers it" '^Return-Path: <>$' the_report
expect_within 15 "both mails were refused" '"undelivered" : 2' cat /run/sixgate/mail-relay.json
expect_within 15 "and one report was sent" '"reports-sent" : 1' cat /run/sixgate/mail-relay.json
expect_equal "no more than one" 1 "$(in_mailbox server4 inbox "Your message could not be delivered" | wc -l)"
at acme-web1 postconf -# smtpd_client_restrictions && at acme-web1 postfix reload >/dev/null 2>&1
