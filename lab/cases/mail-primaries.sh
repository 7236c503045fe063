# shellcheck shell=bash
# Real servers at both ends: Dovecot by LMTP behind the customer's Postfix, another James, and the internet's Postfix as sender.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
[[ -x /usr/lib/dovecot/lmtp ]] || skip "dovecot-lmtpd is not installed"
start_internet_mail
start_mail_relay
data=$run/acme-web1
copies() { in_mailbox "$1" "$2" "$3" | wc -l; }
alice_has() { cat "$(in_mailbox acme-web1 alice "$1")"; }

# ---- Dovecot by LMTP, as docs/mail.md says
{
  render servers/dovecot-lmtp.conf acme-web1
  printed mail.md "Dovecot behind Postfix: conf.d/20-lmtp.conf" | sed "s|/var/spool/postfix/private/|$data/|"
} >"$data/lmtp.conf"
start_lmtp() {
  daemonized_at acme-web1 dovecot -c "$data/lmtp.conf"
  wait_for 10 "Dovecot's LMTP" test -S "$data/dovecot-lmtp"
}
start_lmtp
cp /etc/netns/acme-web1/postfix/main.cf "$run/main.cf"
printed mail.md "Dovecot behind Postfix: main.cf" | sed "s|private/|$data/|; s|^virtual_mailbox_domains.*|virtual_mailbox_maps =|" \
  >>/etc/netns/acme-web1/postfix/main.cf
reload_postfix() { at acme-web1 postfix reload; }
perform reload_postfix
expect_within 30 "a recipient whom Dovecot knows: his sender has Postfix's answer" '^<- +250 2\.0\.0 Ok: queued as' \
  from_outside client4 alice@acme.example lmtp
expect_within 10 "and Dovecot put the mail into the mailbox" '^	by .*\(Dovecot\)|with LMTP' alice_has lmtp
expect "one whom it does not know is refused while the sender waits, in Dovecot's words" \
  "^<\*\* +550 5\.1\.1 <nobody@acme\.example>: .*User doesn't exist: nobody@acme\.example" \
  from_outside client4 nobody@acme.example unknown
perform at acme-web1 postfix stop
expect "Postfix down: mail is kept" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example lmtp-kept
perform at acme-web1 postfix start
expect_within 15 "up again, Dovecot has it within 15 s" '^1$' copies acme-web1 alice lmtp-kept
cp "$run/main.cf" /etc/netns/acme-web1/postfix/main.cf
perform reload_postfix
end_of "$data/lmtp/master.pid" TERM

# ---- another James, with its own handlers; it takes the PROXY header
messages=$run/umbra-web1/mail/james/Maildir/new
start_james() {
  daemon_at umbra-web1 "$run/umbra-web1/james.pid" "$logs/umbra-web1/james.log" java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "$root/james-relay/target/test-classes:$dist/lib/mail-relay/*" io.sixgate.relay.james.StockJames \
    "$run/umbra-web1/james" 2525 bob@umbra.example "$messages"
  wait_for 90 "James" listens umbra-web1 2525 || { tail -n 20 "$logs/umbra-web1/james.log" >&2; return 1; }
}
mkdir -p "$messages"
start_james
sed 's/port: 10025/port: 2525/' "$lab/inventory/umbra/web1.yaml" | put umbra/web1.yaml
expect_within 60 "its answer is the sender's" '^<- +250 2\.6\.0 Message received' from_outside client4 bob@umbra.example to-james
expect_within 30 "and it has the mail" '^Subject: to-james' grep -rhm1 '^Subject: to-james' "$messages"
expect "with the sender's address, by PROXY" '^Received: from .*client4\.example.*\[198\.51\.100\.4\]' \
  eval 'grep -rh "^Received: from client4" "$messages" | head -n 1'
expect "one whom it does not know is refused in its own words" '^<\*\* +550 .*(Unknown user: nobody@umbra\.example|nobody@umbra\.example)' \
  from_outside client4 nobody@umbra.example unknown
end_of "$run/umbra-web1/james.pid" TERM
expect "James down: mail is kept" '^<- +250 2\.0\.0 kept as' from_outside client4 bob@umbra.example james-kept
start_james
expect_within 15 "up again, it has the mail within 15 s" '^1$' eval "grep -rl '^Subject: james-kept' '$messages' | wc -l"
end_of "$run/umbra-web1/james.pid" TERM
put umbra/web1.yaml <"$lab/inventory/umbra/web1.yaml"

# ---- the internet's Postfix as the sender
at server4 postconf -e 'transport_maps = inline:{ acme.example=smtp:[192.0.2.1]:25, umbra.example=smtp:[192.0.2.1]:25 }'
at server4 postfix reload >/dev/null 2>&1
sent_before=$(stat -c %s "$logs/server4/postfix.log")
# by_postfix SUBJECT BYTES TO…
by_postfix() {
  local subject=$1 bytes=$2
  shift 2
  { printf 'From: sender@elsewhere.example\nSubject: %s\n\ngr\xc3\xbc\xc3\x9fe\n' "$subject"; head -c "$bytes" /dev/zero | tr '\0' x | fold -w 70; } |
    at server4 sendmail -B 8BITMIME -f sender@elsewhere.example -i "$@"
}
sent() { tail -c "+$((sent_before + 1))" "$logs/server4/postfix.log" | grep -E "to=<($1)@.* status=$2 " || :; }
by_postfix from-postfix 100 alice@acme.example
expect_within 20 "Postfix hands its mail in and reads the customer's answer" 'status=sent \(250 2\.0\.0 Ok: queued as' sent alice sent
expect_within 10 "with its bytes as they were" '^grüße' alice_has from-postfix
by_postfix to-two 100 alice@acme.example bob@umbra.example
expect_within 20 "recipients of two customers: the one is served, the other told to come separately" '452 4\.5\.3 .*send to it separately' \
  sent 'alice|bob' deferred
expect_within 60 "and he is, when Postfix comes again" 'status=sent' eval 'at server4 postqueue -f; sent bob sent'
by_postfix large 5000000 alice@acme.example
expect_within 60 "a large mail goes through" '^3$' eval 'sent alice sent | wc -l'
by_postfix nobody 100 nobody@acme.example
expect_within 20 "whom the customer does not know, Postfix's own sender is told of" 'status=bounced .*550 5\.1\.1 .*User unknown' sent nobody bounced
all_copies() { echo "$(copies acme-web1 alice from-postfix) $(copies acme-web1 alice to-two) $(copies umbra-web1 bob to-two) $(copies acme-web1 alice large)"; }
expect_within 30 "what Postfix holds for sent lies in the mailboxes, each once" '^1 1 1 1$' all_copies
