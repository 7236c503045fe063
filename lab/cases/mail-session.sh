# shellcheck shell=bash
# The inventory changes while a sender's session is open: between two of its commands, and within a message.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay

# A session in which each line is said when the case wants it; what the gateway answers is in $run/heard.
session_opens() {
  rm -f "$run/say"
  mkfifo "$run/say"
  at client4 timeout 120 bash -c 'exec 3<>/dev/tcp/192.0.2.1/25; cat <&3 & cat >&3; wait' <"$run/say" >"$run/heard" 2>&1 &
  session=$!
  exec {say}>"$run/say"
  wait_for 20 "the greeting" grep -q '^220 ' "$run/heard"
}
tell() { printf '%s\r\n' "$@" >&"$say"; }
last() { tail -n 1 "$run/heard" | tr -d '\r'; }
session_ends() {
  tell QUIT
  exec {say}>&-
  wait "$session" || :
}
# answered SENTENCE REGEX LINE…: says the lines, and the answer comes.
answered() {
  local sentence=$1 regex=$2
  shift 2
  tell "$@"
  expect_within 20 "$sentence" "$regex" last
}
greets() { answered "$1" '^250 ' "EHLO client4.example"; }
# mail_of_acme TEXT: in place of the mail: of the host's file, with the lines below it.
mail_of_acme() {
  { awk '/^[^ #]/ {mail = /^mail:/} !mail' "$lab/inventory/acme/web1.yaml"; printf '%s\n' "$1"; } | put acme/web1.yaml
}
rcpt() { say_smtp client4 192.0.2.1 25 "EHLO other.example" "MAIL FROM:<s@elsewhere.example>" "RCPT TO:<$1>" | tail -n 1; }
known() { expect_within 20 "$1" "$2" rcpt "${3:-alice@acme.example}"; }
as_before() {
  put acme/web1.yaml <"$lab/inventory/acme/web1.yaml"
  known "the domain is back" '^250 '
}
copies() { in_mailbox acme-web1 alice "$1" | wc -l; }

session_opens
greets "a sender greets"
answered "and names himself" '^250 ' "MAIL FROM:<s@elsewhere.example>"
mail_of_acme ''
known "the domain is taken away" '^550 5\.7\.1 relaying denied'
answered "in the session that was open its recipient is refused" '^550 5\.7\.1 relaying denied' "RCPT TO:<alice@acme.example>"
as_before
answered "and taken as soon as the domain is back" '^250 ' "RCPT TO:<alice@acme.example>"

mail_of_acme ''
known "taken away once more, behind a recipient whom the customer's server has confirmed" '^550 5\.7\.1 relaying denied'
answered "the message goes to that server" '^354 ' DATA
answered "whose answer the sender gets" '^250 2\.0\.0 Ok: queued as' "Subject: behind-rcpt" "" "hello" "."
expect_within 10 "and it lies in the mailbox" '^1$' copies behind-rcpt
as_before

answered "the next message begins" '^250 ' "MAIL FROM:<s@elsewhere.example>"
answered "with its recipient" '^250 ' "RCPT TO:<alice@acme.example>"
answered "and its first half" '^354 ' DATA
tell "Subject: within-data" "" "the first half"
mail_of_acme 'mail: { domains: [acme.example], primary: [{ address: "2001:db8:a::99" }], unknown-while-down: accept }'
known "then the domain has another server, which is down" '^250 '
answered "the second half goes where the first went, and its answer is the sender's" '^250 2\.0\.0 Ok: queued as' "the second half" "."
expect_within 10 "whole, and once" '^1$' eval 'in_mailbox acme-web1 alice within-data | xargs grep -l "the second half" | wc -l'
answered "the next message of this session is for the new server" '^250 ' "MAIL FROM:<s@elsewhere.example>"
answered "whose recipients are taken as gateway and host say" '^250 ' "RCPT TO:<alice@acme.example>"
answered "it begins" '^354 ' DATA
answered "and is kept for it" '^250 2\.0\.0 kept as' "Subject: for-the-new" "" "hello" "."
as_before
expect_within 60 "with the former server back it lies there" '^1$' copies for-the-new

sed 's/domains: \[acme.example\]/domains: [acme.example, new.acme.example]/' "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml
known "a domain is added" '^554 5\.7\.1 .*Relay access denied' postmaster@new.acme.example
answered "this session asks for it" '^250 ' "MAIL FROM:<s@elsewhere.example>"
answered "and is answered by the customer's server" '^554 5\.7\.1 .*Relay access denied' "RCPT TO:<postmaster@new.acme.example>"
session_ends
expect_equal "what was acknowledged is there, each once" "1 1 1" "$(copies behind-rcpt) $(copies within-data) $(copies for-the-new)"
