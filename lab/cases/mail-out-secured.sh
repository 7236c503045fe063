# shellcheck shell=bash
# Mail out goes by what the recipient's domain says of its servers: DANE where DNSSEC proves it, else MTA-STS.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
# shellcheck source=../servers/mail-security.sh
. "$lab/servers/mail-security.sh"
start_internet_mail
start_signed_zone
start_policies
change_gateway 's/^mail:/&\n  resolver: 127.0.0.1:5315/'
start_mail_relay
from=alice@acme.example
taken='^<- +250 2\.6\.0 taken'

expect "mail to a domain with the right TLSA record is taken" "$taken" from_host acme-web1 "$from" a@good.signed.example dane-good
expect_within 30 "and delivered" '^To: a@good\.signed' in_inbox dane-good
expect "to one whose TLSA record is of another certificate, too" "$taken" from_host acme-web1 "$from" a@wrong.signed.example dane-wrong
expect_log "but it waits, and the log says why" gateway/mail-relay.log \
  'destination-down destination=wrong\.signed\.example .*matches none of the TLSA records'

expect "mail to one whose TLSA record is of the authority of its certificate" "$taken" \
  from_host acme-web1 "$from" a@anchored.signed.example dane-anchored
expect_within 30 "is delivered" '^To: a@anchored\.signed' in_inbox dane-anchored
expect "to one of the same authority, with a certificate of another name" "$taken" \
  from_host acme-web1 "$from" a@misnamed.signed.example dane-misnamed
expect_log "it waits, and the log says why" gateway/mail-relay.log \
  'destination-down destination=misnamed\.signed\.example .*mx\.elsewhere\.example.* and not for .*mx\.misnamed\.signed\.example'

expect "mail to a domain that keeps its MTA-STS promise" "$taken" from_host acme-web1 "$from" a@promised.example sts-kept
expect_within 30 "is delivered" '^To: a@promised' in_inbox sts-kept
expect "to one whose promise names another server" "$taken" from_host acme-web1 "$from" a@broken.example sts-broken
expect_log "it waits" gateway/mail-relay.log 'destination-down destination=broken\.example .*does not name its server mx\.elsewhere\.example'
expect "to one whose server has a certificate of another name" "$taken" from_host acme-web1 "$from" a@impostor.example sts-impostor
expect_log "it waits, as well" gateway/mail-relay.log \
  'destination-down destination=impostor\.example .*is for mx\.elsewhere\.example.* and not for mx\.impostor\.example'
for subject in dane-wrong dane-misnamed sts-broken sts-impostor; do
  expect_not "$subject was handed to nobody" '.' in_inbox "$subject"
done
