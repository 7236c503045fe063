# shellcheck shell=bash
# Mail out is signed, limited and looked at by rspamd.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
# shellcheck source=../servers/mail-security.sh
. "$lab/servers/mail-security.sh"
start_internet_mail
start_mail_relay
from=alice@acme.example to=someone@elsewhere.example
taken='^<- +250 2\.6\.0 taken'
# https://rspamd.com/doc/other/gtube_patterns.html
gtube='XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'

# ---- signatures
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null | put acme/lab._domainkey.acme.example.pem
expect "what sixgate mail dns prints" '^lab\._domainkey\.acme\.example\. TXT "v=DKIM1; k=rsa; p=' sixgate_says mail dns acme.example
printf '%s\n' "$output" | grep ' TXT ' >>/etc/netns/dns/nsd/example.zone
kill -HUP "$(<"$run/dns/nsd.pid")"
expect_within 20 "is a zone that NSD serves" 'v=DKIM1' at server4 dig +short lab._domainkey.acme.example TXT
expect "a host's mail" "$taken" from_host acme-web1 "$from" "$to" signed
expect_within 20 "arrives" "^To: $to" in_inbox signed
verified() { at server4 dkimverify <"$(in_mailbox server4 inbox "$1")"; }
expect "and its signature is good" '^signature ok' verified signed
changed() { sed 's/^Subject: signed/Subject: changed/' "$(in_mailbox server4 inbox signed)" | at server4 dkimverify; }
expect "but not on a message that was changed" '^signature verification failed' changed

# ---- rspamd, read from gateway.yaml for each message
with_rspamd() {
  change_gateway "s|^  smarthost:|&\n    rspamd: { url: 'http://127.0.0.1:11333', when-unreachable: $1 }|"
}
with_rspamd defer
expect_within 10 "while rspamd is away, mail is deferred" '451 4\.3\.0 the spam check does not answer' \
  from_host acme-web1 "$from" "$to" away
with_rspamd accept
expect_within 10 "or accepted, if gateway.yaml says so" "$taken" from_host acme-web1 "$from" "$to" unseen
start_rspamd
expect "spam is refused, in rspamd's words" '^<\*\* +550 5\.7\.1 this is taken for spam: Gtube' \
  from_host acme-web1 "$from" "$to" spam --body "$gtube"
expect "likely spam is taken" "$taken" from_host acme-web1 "$from" "$to" likely
expect_within 20 "and marked" '^X-Spam: Yes' in_inbox likely
expect "what may be spam is deferred" '^<\*\* +451 4\.7\.1 this may be spam; try again later' from_host acme-web1 "$from" "$to" grey
expect "other mail is taken" "$taken" from_host acme-web1 "$from" "$to" ham
expect_within 20 "and not marked" "^To: $to" in_inbox ham
expect_not "at all" '^X-Spam' in_inbox ham

# ---- limits
change_gateway 's|^  smarthost:|&\n    limits: { host: { messages: 60, recipients: 60, burst: 2 } }|'
limited='451 4\.7\.1 host acme/web1 may send 60 messages an hour; try again in'
send_until_limited() {
  local i
  for i in 1 2 3 4; do from_host acme-web1 "$from" "$to" "limit-$i"; done
}
expect_within 20 "more than the limit is deferred, with the time to wait" "$limited" send_until_limited
expect_log "and the log says whose limit" gateway/mail-relay.log 'refused host=acme/web1 reason=rate of=host acme/web1 kind=MESSAGES'
