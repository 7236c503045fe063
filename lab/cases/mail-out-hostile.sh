# shellcheck shell=bash
# What a customer or a stranger might try at the smarthost: two messages in one, guessed passwords, old TLS, loops, traps in DNS.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
{
  printf '\nhundred MX 10 mx%d.hundred\n' {1..100}
  printf 'mx%d.hundred A 198.51.100.4\n' {1..100} # client4, who refuses
  printf '%s\n' 'circle MX 10 a.circle' 'a.circle CNAME b.circle' 'b.circle CNAME a.circle' 'acme MX 10 only6.acme' \
    'only6.acme AAAA 2001:db8:a::80'
} >>/etc/netns/dns/nsd/example.zone
kill -HUP "$(<"$run/dns/nsd.pid")"
start_internet_mail
start_mail_relay
from=alice@acme.example to=someone@elsewhere.example
hostile() { at "${place:-acme-web1}" timeout 100 python3 "$lab/cases/mailhostile.py" "$@"; }

# ---- two messages in one: what follows the first would be sent as anybody, or be a header that nobody checked
n=0
for end in '\n.\n' '\n.\r\n' '\r\n.\n' '\r.\r' '\r.\r\n' '\r\n.\r' '\r\n\0.\r\n'; do
  n=$((n + 1))
  perform at acme-web1 python3 "$lab/cases/mailraw.py" smtp.provider.example 587 "$to" "$n" "$end" "$from"
  expect_not "${end//\\/}: what follows does not become commands" '^354 .*354 ' echo "$(grep -o '^354' <<<"$output" | tr '\n' ' ')"
done
expect_log "such a message is refused" gateway/mail-relay.log 'refused host=acme/web1 reason=header text=5\.6\.0 a line does not end in CR LF'
expect "a header behind a bare CR is none that was not looked at" '^<\*\* +550 5\.(6\.0|7\.1) ' from_host acme-web1 "$from" "$to" smuggled-header \
  --data "From: $from\r\nSubject: smuggled-header\r\nX-One: a\rFrom: bob@umbra.example\r\n\r\nhello\r\n.\r\n"
expect "commands behind STARTTLS in the clear are not carried out (CVE-2011-0411)" '^ended: ' hostile injected
expect_not "nor within TLS" 'within TLS: b.2' hostile injected

# ---- TLS
for version in tls1 tls1_1; do
  expect_not "$version is not spoken" 'CONNECTION ESTABLISHED' at acme-web1 timeout 10 \
    openssl s_client -connect smtp.provider.example:465 "-$version" -cipher 'ALL:@SECLEVEL=0' -brief
done
expect "TLS 1.2 is" 'CONNECTION ESTABLISHED' at acme-web1 timeout 10 openssl s_client -connect smtp.provider.example:465 -tls1_2 -brief

# ---- loops
{ printf 'From: %s\r\n' "$from"; printf 'Received: from a by b; now\r\n%.0s' {1..26}; printf 'Subject: loop\r\n\r\nx\r\n'; } >"$run/loop.eml"
expect "a message that came by 26 servers is cut off" '^<\*\* +554 5\.4\.6 too many hops' \
  from_host acme-web1 "$from" "$to" loop --data "@$run/loop.eml"

# ---- what would fill the memory
{
  printf 'From: %s\r\nSubject: large-header\r\n' "$from"
  for n in {1..4000}; do printf 'X-%s: %090d\r\n' "$n" 0; done
  printf '\r\nx\r\n'
} >"$run/header.eml"
expect "a header of 400 kB is refused" '^<\*\* +552 5\.3\.4 the header is larger than 262144 bytes' \
  from_host acme-web1 "$from" "$to" large-header --data "@$run/header.eml"
expect "so is an address of 2,000 characters" '^553 5\.1\.3 the address is too long' say_smtp acme-web1 2001:db8:ff::25 587 "EHLO x.example" \
  "MAIL FROM:<$(printf 'x%.0s' {1..2000})@acme.example>"

# ---- traps in DNS: a hundred servers that refuse, a name that leads to itself, a server with IPv6 alone
expect "mail to a domain of a hundred mail servers is taken" '^<- +250' from_host acme-web1 "$from" a@hundred.example hundred
expect "so is mail to one whose mail server is a name that leads to itself" '^<- +250' from_host acme-web1 "$from" a@circle.example circle
expect "and mail to one whose mail server has IPv6 alone" '^<- +250' from_host acme-web1 "$from" alice@acme.example by-ipv6

# ---- Python's client, and a change in mid-session
expect "Python's smtplib logs in by STARTTLS and sends" '^\{\}$' hostile smtplib web1@acme.example relay-secret
expect_within 20 "its mail arrives" 'with ESMTPSA id' in_inbox by-smtplib
expect_equal "with one Received line of the smarthost's" 1 "$(in_inbox by-smtplib | grep -c 'by smtp\.provider\.example')"
sed 's/send-as: .*/send-as: [mail.acme.example]/' "$lab/inventory/acme/web1.yaml" >"$run/other-send-as.yaml"
perform hostile change "$run/other-send-as.yaml" "$inventory/acme/web1.yaml"
changed=$output
expect "a message under way when send-as changes is judged by the new one" '^\(550, b.5\.7\.1 its From header is of acme\.example' echo "$changed"
expect "and the session goes on as the new one says" '^\(250, ' echo "$(tail -n 1 <<<"$changed")"
put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"

# ---- what came of the traps
tried() { grep -o 'destination-down destination=hundred\.example.*' "$logs/gateway/mail-relay.log" | grep -o 'refused' | wc -l; }
expect_log "of a hundred servers" gateway/mail-relay.log 'destination-down destination=hundred\.example '
expect "ten are tried, no more" '^10$' tried
expect_log "a name that leads to itself is waited for, or given up" gateway/mail-relay.log \
  '(destination-down destination=circle\.example|failed .*to=<a@circle\.example>)'
expect_within 20 "a server with IPv6 alone has its mail" Maildir in_mailbox acme-web1 alice by-ipv6
queued() { sixgate_says mail queue --json; }
expect "sixgate mail queue says what waits and why" '"destination" : "hundred\.example"' queued

# ---- guessed passwords: by a host that may not send
place=umbra-web1
expect "after ten wrong passwords there is a pause, by new connections as well" '^454 4\.7\.0 too many wrong passwords; try again in ' \
  hostile guesses web1@acme.example
expect "though the next one is right" '^<~\* +454 4\.7\.0 ' from_host umbra-web1 "$from" "$to" guessed --tls \
  --auth-user web1@acme.example --auth-password relay-secret
expect "its owner logs in from elsewhere" '^<~ +250 2\.6\.0 taken' from_host acme-web1 "$from" "$to" owner --tls \
  --auth-user web1@acme.example --auth-password relay-secret

# ---- counted
count() { sixgate_says status --json | tr ',' '\n' | grep -oE "\"$1\" *: *[0-9]+" | grep -oE '[0-9]+$'; }
expect_within 15 "the status counts wrong passwords" '^1[1-9]$' count refused-outward-login
expect "and refused messages" '^[1-9]' count refused-outward-header

from_host acme-web1 "$from" "$to" last-one >/dev/null
expect_within 20 "the last mail has come" '^To: ' in_inbox last-one
smuggled() { find "$run/server4/mail/inbox/Maildir/new" -type f -exec awk '/^\r?$/ {exit} /^Subject: smuggled/ {print FILENAME}' {} \; ; }
expect_equal "and no smuggled one" "" "$(smuggled)"
