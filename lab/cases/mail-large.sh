# shellcheck shell=bash
# A message of 100 MB goes through while it comes: the relay does not grow by it, and a primary that fails within it is heard.
# alone: memory and CPU are measured
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
change_gateway "s/^mail:$/mail:\n  max-size: 200/"
start_mail_relay
at acme-web1 postconf -e message_size_limit=200000000 virtual_mailbox_limit=0 && at acme-web1 postfix reload >/dev/null 2>&1
start_internet_mail
at server4 postconf -e message_size_limit=200000000 virtual_mailbox_limit=0 && at server4 postfix reload >/dev/null 2>&1
relay=$(living "$(agent_pid_file mail-relay)")
memory() { awk -v what="$1:" '$1 == what {print $2}' "/proc/$relay/status"; }
# large MEGABYTES SUBJECT: sends a message of lines of 76 characters; prints the last answer. large_out PORT …: a host does.
large() { at client4 python3 "$lab/cases/maillarge.py" 192.0.2.1 25 s@elsewhere.example alice@acme.example "$@"; }
large_out() { at acme-web1 python3 "$lab/cases/maillarge.py" 2001:db8:ff::25 "$1" alice@acme.example someone@elsewhere.example "${@:2}"; }
came() { local file; file=$(in_mailbox acme-web1 alice "$1") && wc -c <"$file"; }
# thirty COMMAND…: the answer, if it was the same thirty times, but for its last word.
thirty() {
  local _
  for _ in {1..30}; do "$@"; done | sed 's/ [^ ]*$//' | sort | uniq -c | sed -E 's/^ *([0-9]+) /\1 x /'
}
arrived() { find "$run/server4/mail/inbox/Maildir/new" -type f -exec grep -lx "Subject: $1.\?" {} + | wc -l; }
came_out() { local file; file=$(in_mailbox server4 inbox "$1") && wc -c <"$file"; }
# The peak of the memory counts from here on.
measure() {
  before=$(memory VmRSS)
  echo 5 >"/proc/$relay/clear_refs"
}
measured() {
  local grown=$(($(memory VmHWM) - before))
  say "the relay had $before KiB, and at most $grown KiB more while 100 MB $1"
  expect "the relay does not grow by 20 MB" '^yes$' eval "(($grown < 20000)) && echo yes"
  rm -f "$run/acme-web1/mail/alice/Maildir/new/"* "$run/server4/mail/inbox/Maildir/new/"*
}

# Before each thirty small ones, by which code is loaded and compiled: what the compiler takes meanwhile is no message's.
expect "small ones" '^30 x 250 2\.0\.0 Ok: queued as' thirty large 1 first
measure
expect "100 MB are answered by the primary itself" '^250 2\.0\.0 Ok: queued as' large 100 hundred
expect_within 20 "all of it is in the mailbox" '^98[0-9]{6}$' came hundred
expect "nothing of it lies on the gateway" '^0$' eval "find /var/lib/sixgate/mail -size +1000k | wc -l"
measured "went through"

perform at acme-web1 postfix stop
expect "the primary down, small ones are kept" '^30 x 250 2\.0\.0 kept as' thirty large 1 kept
measure
expect "100 MB are kept" '^250 2\.0\.0 kept as' large 100 kept-hundred
perform at acme-web1 postfix start
expect_within 60 "and come when it is back" '^98[0-9]{6}$' came kept-hundred
measured "were kept and handed over"

for port in 25 587 465; do
  expect "small ones go out by port $port" '^30 x 250 2\.6\.0 taken' thirty large_out $port 1 "out-$port"
  expect_within 60 "and arrive" '^30$' arrived "out-$port"
  measure
  expect "a host sends 100 MB by port $port" '^250 2\.6\.0 taken' large_out $port 100 "out-hundred-$port"
  expect_within 60 "they arrive" '^98[0-9]{6}$' came_out "out-hundred-$port"
  measured "went out by port $port"
done

at acme-web1 postconf -e message_size_limit=2000000 && at acme-web1 postfix reload >/dev/null 2>&1
expect_within 10 "a primary that takes less than the gateway says so in its own words, within the message" '^552 5\.3\.4 ' large 20 too-large
at acme-web1 postconf -e message_size_limit=200000000 && at acme-web1 postfix reload >/dev/null 2>&1
change_gateway "s/^mail:$/mail:\n  max-size: 1/"
expect_within 10 "the gateway's own limit is live" '^250-SIZE 1048576' say_smtp client4 192.0.2.1 25 "EHLO client4.example"
expect "and holds whatever SIZE was said" '^552 5\.3\.4 the message is larger than 1048576 bytes' large 2 own-limit
change_gateway "s/^mail:$/mail:\n  checks: { recipients: 1 }/"
expect_within 10 "so is the number of recipients" '452 4\.5\.3 a message may have 1 recipients here' say_smtp client4 192.0.2.1 25 \
  "EHLO client4.example" "MAIL FROM:<s@elsewhere.example>" "RCPT TO:<alice@acme.example>" "RCPT TO:<nobody@acme.example>"
at acme-web1 postconf -# message_size_limit virtual_mailbox_limit && at acme-web1 postfix reload >/dev/null 2>&1
rm -f "$run/acme-web1/mail/alice/Maildir/new/"*
