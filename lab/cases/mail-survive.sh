# shellcheck shell=bash
# 2,000 mails to two customers while the relay is killed five times and both customers' servers go and come: all that was acknowledged
# arrives, and none that was cut through arrives twice.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
flow=$run/flow count=2000 sessions=8 kills=0
flow_over() { ! kill -0 "$sender" 2>/dev/null; }
# arrived: numbers, one a line for each copy.
arrived() {
  cat "$run/acme-web1/mail/alice/Maildir/new/"* "$run/umbra-web1/mail/bob/Maildir/new/"* | sed -n 's/^Subject: flow-\([0-9]*\)\r*$/\1/p' | sort
}
acknowledged() { awk '$2 == "acknowledged" {print $1}' "$flow" | sort; }
lost() { comm -23 <(acknowledged) <(arrived | uniq); }
answered() { (($(wc -l <"$flow") >= $1)); }
upto() { wait_for 60 "$1 answers" answered "$1"; }
kill_relay() {
  kills=$((kills + 1))
  end_of "$(agent_pid_file mail-relay)" KILL
  start_mail_relay
}
postfix_at() { at "$1" postfix "$2" >/dev/null 2>&1; }

from_outside client4 alice@acme.example first >/dev/null
from_outside client4 bob@umbra.example first >/dev/null
rm -f "$run/"{acme-web1/mail/alice,umbra-web1/mail/bob}/Maildir/new/*
: >"$flow"
began=$SECONDS
at client4 timeout 150 python3 "$lab/cases/mailflow.py" 192.0.2.1 25 alice@acme.example,bob@umbra.example "$sessions" "$count" "$flow" \
  >"$run/flow.log" 2>&1 &
sender=$!
upto 200
kill_relay
upto 500
postfix_at acme-web1 stop
upto 800
kill_relay
postfix_at acme-web1 start
upto 1000
postfix_at umbra-web1 stop
kill_relay
postfix_at umbra-web1 start
upto 1300
kill_relay
upto 1500
postfix_at acme-web1 stop
postfix_at umbra-web1 stop
upto 1700
kill_relay
postfix_at umbra-web1 start
postfix_at acme-web1 start
wait_for 120 "the end of the flow" flow_over
expect_equal "the relay was killed five times" 5 "$kills"
expect_equal "all 2,000 mails were acknowledged, none refused, none given up" "$count" "$(acknowledged | wc -l)"
expect_within 60 "none that was acknowledged is lost" '^0$' eval 'lost | wc -l'
expect_within 30 "and nothing waits on the gateway" '"waiting" : 0' cat /run/sixgate/mail-relay.json
# Twice may come: what the sender had no answer for after the final dot, and what was kept and just handed over when the relay was killed.
doubled=$(arrived | uniq -d)
excused=$(awk '$4 > 0 || $5 == "kept" {print $1}' "$flow" | sort)
say "$(arrived | uniq | wc -l) arrived, $(wc -w <<<"$doubled") of them more than once; $(awk '$5 == "kept"' "$flow" | wc -l) were kept," \
  "$(awk '$4 > 0' "$flow" | wc -l) had no answer after the dot; $((SECONDS - began)) s"
expect_equal "none that was cut through and answered came twice" "" "$(comm -23 <(sed '/^$/d' <<<"$doubled") <(echo "$excused"))"
expect "of the others no more than a kill can catch" '^yes$' eval "(($(wc -w <<<"$doubled") <= kills * (sessions + 2 * 5))) && echo yes"
rm -f "$run/"{acme-web1/mail/alice,umbra-web1/mail/bob}/Maildir/new/*
