# shellcheck shell=bash
# A client whom a customer's server does not want, of whom it is told by XCLIENT or PROXY. That is his answer and nobody else's: the
# server is not down, and nothing waits behind what he sent.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_internet_mail
start_mail_relay
# unwanted PLACE ACTION: of access(5), for client4, as soon as his address is known; an empty one: all are wanted.
unwanted() {
  if [[ $2 ]]; then
    at "$1" postconf -e smtpd_delay_reject=no "smtpd_client_restrictions = inline:{ {::ffff:198.51.100.4 = $2}, {198.51.100.4 = $2} }"
  else
    at "$1" postconf -# smtpd_delay_reject smtpd_client_restrictions
  fi
  at "$1" postfix reload >/dev/null 2>&1 || :
}
postfix_at() { at "$1" postfix "$2" >/dev/null 2>&1; }
copies() { in_mailbox "$1" "$2" "$3" | wc -l; }
goes_through() { from_outside client46 "$to" "$1"; }

# way HOW PLACE CUSTOMER USER
way() {
  local how=$1 place=$2 customer=$3 user=$4
  to=$user@$customer.example
  expect "$how: both are wanted at first" '^<- +250 .*queued as' from_outside client4 "$to" "wanted-$user"
  unwanted "$place" "450 4.7.1 not now"
  expect_within 10 "$how: one is to come again, in the server's words" '^<\*\* +450 4\.7\.1 .*not now' from_outside client4 "$to" "later-$user"
  expect "$how: the other's mail is cut through at once" '^<- +250 .*queued as' goes_through "beside-$user"
  unwanted "$place" "REJECT not you"
  expect_within 10 "$how: one is refused, in the server's words" '^<\*\* +5[0-9][0-9] .*not you' from_outside client4 "$to" "refused-$user"
  expect "$how: the other's mail is cut through at once" '^<- +250 .*queued as' goes_through "beside-refused-$user"

  postfix_at "$place" stop
  expect "$how: the server is down, his mail is kept, for it never made its recipient unknown" '^<- +250 2\.0\.0 kept as' \
    from_outside client4 "$to" "kept-$user"
  expect "$how: so is the other's" '^<- +250 2\.0\.0 kept as' goes_through "kept-beside-$user"
  postfix_at "$place" start
  expect_within 15 "$how: back, it has the other's within 15 s" '^1$' copies "$place" "$user" "kept-beside-$user"
  expect_within 30 "$how: the one's is refused, and his server has a report" "^Diagnostic-Code: smtp; 5[0-9][0-9] .*not you" report "$user"
  expect "$how: the next mail is cut through" '^<- +250 .*queued as' goes_through "after-$user"

  postfix_at "$place" stop
  expect "$how: down and kept once more" '^<- +250 2\.0\.0 kept as' from_outside client4 "$to" "kept-later-$user"
  expect "$how: the other's, too" '^<- +250 2\.0\.0 kept as' goes_through "kept-beside-later-$user"
  unwanted "$place" "450 4.7.1 not now"
  postfix_at "$place" start
  expect_within 15 "$how: while the one is to come again the other's is there within 15 s" '^1$' copies "$place" "$user" "kept-beside-later-$user"
  expect_within 15 "$how: the one's waits for itself" 'not now' waits
  expect "$how: and the next mail is cut through" '^<- +250 .*queued as' goes_through "after-later-$user"
  unwanted "$place" ""
  sixgate_says mail flush "$customer.example" >/dev/null
  expect_within 30 "$how: wanted again, it is there" '^1$' copies "$place" "$user" "kept-later-$user"
}
report() { in_mailbox server4 inbox "Your message could not be delivered" | xargs -r cat | tr -d '\r' | grep -A20 "^Final-Recipient: .*$1@" || :; }
waits() { sixgate_says mail queue --json | jq -r '.waiting[].reason'; }

way XCLIENT acme-web1 acme alice
way "PROXY v2" umbra-web1 umbra bob
expect_not "nobody of them was taken for down" 'destination-down destination=(acme|umbra)\.example .* it answered' \
  cat "$logs/gateway/mail-relay.log"
