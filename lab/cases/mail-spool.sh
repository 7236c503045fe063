# shellcheck shell=bash
# What gateway.yaml says of mail that waits: how much may, when it is tried again, when it is given up, by how many connections it goes.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
change_gateway "s/^mail:$/mail:\n  connections-per-destination: 2\n  spool: { retry-after: 2s, retry-at-most: 2s, give-up-after: 30s, per-customer: 2 }/"
start_mail_relay
start_internet_mail
primary() { at acme-web1 postfix "$1" >/dev/null 2>&1; }
copies() { in_mailbox acme-web1 alice "$1" | wc -l; }
both_came() { echo "$(copies quota-1) $(copies quota-2)"; }
# refuses ACTION: of access(5), at each RCPT, when the primary runs (again); an empty one: as usual.
refuses() {
  if [[ $1 ]]; then
    at acme-web1 postconf -e "smtpd_client_restrictions = inline:{ {::ffff:198.51.100.4 = $1} }"
  else
    at acme-web1 postconf -# smtpd_client_restrictions
  fi
  primary reload || :
}
megabyte() { at client4 python3 "$lab/cases/maillarge.py" 192.0.2.1 25 sender@elsewhere.example "$1" 1 "$2"; }

# ---- how much
expect "the primary confirms a recipient" '^<- +250 .*queued as' from_outside client4 alice@acme.example while-up
expect "and another customer's does" '^<- +250 .*queued as' from_outside client4 bob@umbra.example while-up
primary stop
at umbra-web1 postfix stop >/dev/null 2>&1
for n in 1 2; do expect "of 2 MiB, megabyte $n is kept" '^250 2\.0\.0 kept as' megabyte alice@acme.example "quota-$n"; done
expect "a third one is not, and comes again later" '^452 4\.' megabyte alice@acme.example quota-3
expect_log "the operator reads whose spool is full" gateway/mail-relay.log 'spool-full .*acme'
expect "another customer has room" '^250 2\.0\.0 kept as' megabyte bob@umbra.example quota-other
primary start
at umbra-web1 postfix start >/dev/null 2>&1
expect_within 15 "both come within 15 s" '^1 1$' both_came
expect_within 15 "and there is room again" '^250 2\.0\.0 Ok: queued as' megabyte alice@acme.example quota-again

# ---- when
primary stop
expect "the primary down: kept" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example again
refuses "450 4.7.1 not now"
primary start
expect_log "back, it answers 4xx" gateway/mail-relay.log 'deferred .*reply=450 4\.7\.1'
deferred() { tail -c "+$((${marks[gateway/mail-relay.log]:-0} + 1))" "$logs/gateway/mail-relay.log" | grep -c 'deferred .*not now'; }
expect_within 15 "it is asked again every 2 s" '^([4-9]|[1-9][0-9])$' deferred
refuses ""
expect_within 10 "and has it at once when it takes it" '^1$' copies again

# ---- until when
refuses "450 4.7.1 not now"
primary stop
expect "kept once more" '^<- +250 2\.0\.0 kept as' from_outside client4 alice@acme.example too-old
primary start
expect_within 60 "after 30 s it is given up" '^Subject: too-old' \
  bash -c 'grep -h "^Subject: too-old" /var/lib/sixgate/mail/in/undelivered/*.eml'
expect_within 30 "and its sender is told, with the primary's last words" '^Diagnostic-Code: smtp; 554 5\.4\.7 delivery time expired; last: 450 4\.7\.1' \
  in_inbox "Your message could not be delivered"
refuses ""

# ---- by how many connections
primary stop
for n in 1 2 3 4 5 6; do from_outside client4 alice@acme.example "many-$n" >/dev/null; done
expect "six wait" '^6$' eval 'sixgate_says mail queue --json | jq ".waiting | length"'
refuses "sleep 1"
primary start
all_came() { (($(grep -rlsE '^Subject: many-[1-6]$' "$run/acme-web1/mail/alice/Maildir/new" | wc -l) == 6)); }
most=0
connections() { at acme-web1 ss -Htn state established 'sport = :25' | wc -l; }
end=$((SECONDS + 60))
until all_came || ((SECONDS > end)); do
  now=$(connections)
  if ((now > most)); then most=$now; fi
done
expect "all six come" '^yes$' eval 'all_came && echo yes'
expect_equal "by two connections at a time" 2 "$most"
refuses ""
