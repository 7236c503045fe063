# shellcheck shell=bash
# What the relay must not do: relay for strangers, whatever way the address is written, or take one message for two.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay

expect "nmap's search for open relays finds none" "doesn't seem to be an open relay, all tests failed" \
  at client4 timeout 120 nmap -Pn -p 25 --script smtp-open-relay --script-args smtp-open-relay.domain=elsewhere.example 192.0.2.1

# rcpt ADDRESS: the answer to RCPT alone.
rcpt() { say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<s@elsewhere.example>" "RCPT TO:<$1>" | tail -n 1; }
for address in victim@elsewhere.example 'victim@[198.51.100.4]' 'victim@[IPv6:2001:db8:1006::6]' victim@gw.provider.example \
  '@acme.example:victim@elsewhere.example' 'victim@elsewhere.example@acme.example' victim%elsewhere.example@acme.example \
  '"victim@elsewhere.example"@acme.example' 'elsewhere.example!victim@acme.example' victim postmaster victim@sub.acme.example \
  victim@acme.example. 'alice@acme.example> SIZE=1 <victim@elsewhere.example'; do
  expect "RCPT TO:<$address> is not taken" '^[45][0-9][0-9] ' rcpt "$address"
done
rcpt_from_nobody() { say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<>" "RCPT TO:<$1>" | tail -n 1; }
for address in victim@elsewhere.example '@acme.example:victim@elsewhere.example' victim%elsewhere.example@acme.example \
  '"victim@elsewhere.example"@acme.example'; do
  expect "nor from the null sender: RCPT TO:<$address>" '^5[0-9][0-9] ' rcpt_from_nobody "$address"
done
expect "a relay for its own customers' senders it is not, either" '^550 5\.7\.1 relaying denied' say_smtp client4 192.0.2.1 25 \
  "EHLO client4.example" "MAIL FROM:<alice@acme.example>" "RCPT TO:<victim@elsewhere.example>"
expect "nor for a customer's host" '^550 5\.7\.1 relaying denied' say_smtp acme-web1 2001:db8:ff::1 25 \
  "EHLO mail.acme.example" "MAIL FROM:<alice@acme.example>" "RCPT TO:<victim@elsewhere.example>"
expect "AUTH is no way in" '^50[02] ' say_smtp client4 192.0.2.1 25 "EHLO client4.example" "AUTH PLAIN AGFsaWNlAGFsaWNlLXNlY3JldA=="
expect "VRFY tells nothing" '^(252|50[02]) ' say_smtp client4 192.0.2.1 25 "EHLO client4.example" "VRFY alice"
for wrong in "MAIL FROM:<s@elsewhere.example> HOLDFOR=10" "RCPT TO:<alice@acme.example> SIZE=1"; do
  expect "$wrong: a parameter that was not announced is no silent matter" '^555 5\.5\.4 ' say_smtp client4 192.0.2.1 25 \
    "EHLO client4.example" "MAIL FROM:<s@elsewhere.example> SIZE=100" "$wrong"
done

long=$(printf 'x%.0s' {1..2000})
expect "an address of 2,000 characters is none: nobody need remember it" '^553 5\.1\.3 the address is too long' say_smtp client4 192.0.2.1 25 \
  "EHLO client4.example" "MAIL FROM:<$long@elsewhere.example>"
expect "as a recipient, too" '^553 5\.1\.3 ' rcpt "$long@acme.example"
expect "nor is there a name of 2,000 characters" '^501 5\.5\.4 ' say_smtp client4 192.0.2.1 25 "EHLO $long.example"

expect "one that would end its brackets is none" '^553 5\.1\.3 that is no address' rcpt 'a\>b@acme.example'
expect "nor as a sender" '^553 5\.1\.7 that is no address' say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<a\\>b@elsewhere.example>"
# Twenty senders who reset their connection when it is their turn to speak.
cut_off() {
  at client4 python3 -c 'import socket, struct
for _ in range(20):
    session = socket.create_connection(("192.0.2.1", 25), timeout=20)
    session.recv(500)
    session.sendall(b"EHLO client4.example\r\n")
    session.recv(500)
    session.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    session.close()
print("cut off")'
}
expect "senders cut their connections off" '^cut off$' cut_off
expect "the next one is served" '^250 ' say_smtp client4 192.0.2.1 25 "EHLO client4.example" "NOOP"
expect_not "and the log is not full of it" 'IllegalArgument|Unable to process|Connection reset' cat "$logs/gateway/mail-relay.log"

# ---- an address that stands for a line break, once James has read it
sneaks() { say_smtp client4 192.0.2.1 25 "EHLO client4.example" "MAIL FROM:<=?8?x=0D=0ARSET@elsewhere.example> ENVID=@>" \
  "RCPT TO:<alice@acme.example> ORCPT=rfc822;a@b" "DATA" $'Subject: sneaks\r\n\r\nx\r\n.'; }
expect "such a one is taken" '^250 .*queued as' sneaks
expect_within 10 "and reaches the customer's server as it was written" '^Return-Path: <=\?8\?x=0D=0ARSET@elsewhere\.example>' \
  eval 'in_mailbox acme-web1 alice sneaks | xargs -r cat'

# ---- SMTP smuggling: only CRLF.CRLF ends a message
n=0
for end in '\n.\n' '\n.\r\n' '\r\n.\n' '\r.\r' '\r.\r\n' '\r\n.\r' '\r\n\0.\r\n'; do
  n=$((n + 1))
  perform at client4 python3 "$lab/cases/mailraw.py" 192.0.2.1 25 alice@acme.example "$n" "$end"
  expect_not "${end//\\/}: what follows does not become commands" '^354 .*354 ' echo "$(grep -o '^354' <<<"$output" | tr '\n' ' ')"
done
# A line that is too long to be read, and ends in LF: the dot behind it is none of the sender's.
perform at client4 python3 "$lab/cases/mailraw.py" 192.0.2.1 25 alice@acme.example long "$(printf 'x%.0s' {1..70000})"'\n.\r\n'
expect_not "a dot behind a line that is lost: what follows does not become commands" '^354 .*354 ' echo "$(grep -o '^354' <<<"$output" | tr '\n' ' ')"
from_outside client4 alice@acme.example last-one >/dev/null
expect_within 10 "the mails have come" Maildir in_mailbox acme-web1 alice last-one
smuggled() { find "$run/acme-web1/mail/alice/Maildir/new" -type f -exec awk '/^\r?$/ {exit} /^Subject: smuggled/ {print FILENAME}' {} \; ; }
expect_equal "no smuggled mail came out" "" "$(smuggled)"

behind_starttls() { # one write, so that it comes as one
  at client4 timeout 20 bash -c 'exec 3<>/dev/tcp/192.0.2.1/25
    /usr/bin/printf "EHLO x\r\nSTARTTLS\r\nVRFY injected\r\n" >&3
    cat <&3'
}
expect_not "commands behind STARTTLS in the clear are not carried out (CVE-2011-0411)" '^220 2|^252' behind_starttls
expect "the sender is told so, and the connection ends" '^451 ' behind_starttls
# shellcheck disable=SC2016 # expanded by the inner shell
behind_a_message() { # James itself looks for this up to the first DATA only
  at client4 timeout 20 bash -c 'exec 3<>/dev/tcp/192.0.2.1/25
    /usr/bin/printf "EHLO x\r\nMAIL FROM:<s@elsewhere.example>\r\nRCPT TO:<alice@acme.example>\r\nDATA\r\n" >&3
    while IFS= read -r line <&3; do [[ $line == 354* ]] && break; done
    /usr/bin/printf "Subject: before\r\n\r\nx\r\n.\r\n" >&3
    IFS= read -r line <&3
    /usr/bin/printf "STARTTLS\r\nVRFY injected\r\n" >&3
    cat <&3'
}
expect_not "nor behind a message that was sent before" '^220 2|^252' behind_a_message
expect_not "and the log is not full of it" 'CommandInjection|Unable to process|Connection reset' cat "$logs/gateway/mail-relay.log"
expect "too large a message is refused before it is sent" '^552 |^5[0-9][0-9] ' say_smtp client4 192.0.2.1 25 \
  "EHLO client4.example" "MAIL FROM:<s@elsewhere.example> SIZE=99999999"
loop() { printf 'Received: from a by b; now\r\n%.0s' {1..26}; printf 'Subject: loop\r\n\r\nx\r\n'; }
loop >"$run/loop.eml"
expect "a message that came by 26 servers is cut off" '^<\*\* +554 5\.4\.6 too many hops' \
  from_outside client4 alice@acme.example loop --data "@$run/loop.eml"
