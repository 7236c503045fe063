# shellcheck shell=bash
# The operator looks at the mail that waits, holds it, lets it go, and gives it up.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
from_outside client4 alice@acme.example before >/dev/null
expect "nothing waits at first" '^no mail waits$' sixgate_says mail queue
at acme-web1 postfix stop >/dev/null 2>&1
for n in 1 2 3; do from_outside client4 alice@acme.example "waiting-$n" >/dev/null; done
id() { sixgate_says mail queue --json | jq -r ".waiting[$1].id"; }
first=$(id 0) second=$(id 1) third=$(id 2)
expect "queue lists what waits" "^$first +20.*Z +[0-9]+ +ready +<sender@elsewhere\\.example> +alice@acme\\.example" sixgate_says mail queue
expect "and which server does not answer, and why" '^acme\.example does not answer since .*Connection refused; 3 wait$' sixgate_says mail queue
expect "show has the envelope" '^waits for acme\.example$' sixgate_says mail show "$first"
expect "and the header, the gateway's Received above it" '^Received: from client4\.example \(\[198\.51\.100\.4\]\)$' sixgate_says mail show "$first"
expect_status "a message that is not there is an error" 1 sixgate_says mail show nothere
expect "hold keeps one back" "^$second: done$" sixgate_says mail hold "$second"
expect "bounce gives one up" "^$third: done$" sixgate_says mail bounce "$third"
expect_equal "and keeps it as a file" 1 "$(find /var/lib/sixgate/mail/in/undelivered -name "*-$third.eml" | wc -l)"
expect_status "both are told when one is not there" 1 sixgate_says mail hold "$third"
etrn() { say_smtp "$1" 2001:db8:ff::1 25 "EHLO host.example" "ETRN $2" | tail -n 1; }
expect "ETRN by a stranger is refused" '^459 4\.7\.1 ' etrn client6 acme.example
expect "and by another customer's host" '^459 4\.7\.1 ' etrn umbra-web1 acme.example
expect "and for a domain of nobody's" '^459 4\.7\.1 ' etrn acme-web1 elsewhere.example
expect "a whole queue is not to be had" '^501 5\.5\.4 ' etrn acme-web1 '#all'
expect "the host itself may ask, and hears how much" '^253 2\.0\.0 1 pending messages for acme\.example' etrn acme-web1 ACME.example
at acme-web1 postfix start >/dev/null 2>&1
expect "flush tries at once" '^[12] messages are tried now$' sixgate_says mail flush acme.example
expect_within 15 "the first goes" Maildir in_mailbox acme-web1 alice waiting-1
expect "the one that is held waits" "^$second .* held " sixgate_says mail queue
expect "until it is released" "^$second: done$" sixgate_says mail release "$second"
expect_within 15 "then it goes" Maildir in_mailbox acme-web1 alice waiting-2
expect_within 5 "ETRN by a host for which nothing waits is told so" '^251 2\.0\.0 no messages' etrn acme-web1 acme.example
expect "the one that was given up never came" '^$' in_mailbox acme-web1 alice waiting-3
expect_status "who may not write to the socket is refused" 1 at gateway setpriv --reuid nobody --regid nogroup --clear-groups -- \
  "$dist/bin/sixgate" mail queue
stop_mail_relay
expect "without the relay it is said so" 'sixgate: the mail relay does not answer at /run/sixgate/mail-relay.sock' sixgate_says mail queue
