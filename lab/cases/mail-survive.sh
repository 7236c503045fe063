# shellcheck shell=bash
# Mail flows while the relay is killed, the primary is stopped, killed and hung: what was acknowledged arrives, nothing is lost.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_mail_relay
flow=$run/flow
flow_runs() { kill -0 "$sender" 2>/dev/null; }
flow_over() { ! flow_runs; }
# arrived: subjects, one a line for each copy.
arrived() { grep -rhosE '^Subject: flow-[0-9-]+' "$run/acme-web1/mail/alice/Maildir/new" | sed 's/^Subject: flow-//' | sort; }
acknowledged() { awk '$2 == "acknowledged" {print $1}' "$flow" | sort; }
lost() { comm -23 <(acknowledged) <(arrived | uniq); }
arrived_at_least() { (($(arrived | wc -l) >= $1)); }
kill_relay() { end_of "$(agent_pid_file mail-relay)" KILL; }

from_outside client4 alice@acme.example first >/dev/null
rm -f "$flow" "$flow.stop"
at client4 python3 "$lab/cases/mailflow.py" 192.0.2.1 25 alice@acme.example 6 150 "$flow" &
sender=$!
wait_for 60 "the first mails" arrived_at_least 3
say "the relay is killed"
kill_relay
start_mail_relay
wait_for 60 "more mail" arrived_at_least $(($(arrived | wc -l) + 3))
say "the primary is stopped and started"
at acme-web1 postfix stop >/dev/null 2>&1
wait_for 40 "mail that is kept" grep -q destination-down "$logs/gateway/mail-relay.log"
say "the relay is killed while it keeps mail"
kill_relay
start_mail_relay
at acme-web1 postfix start >/dev/null 2>&1
touch "$flow.stop"
wait_for 90 "the end of the flow" flow_over
expect_within 60 "all that was acknowledged arrived" '^0$' eval 'lost | wc -l'
expect_equal "no sender was refused for good, none gave up" 0 "$(awk '$2 != "acknowledged"' "$flow" | wc -l)"
doubled=$(arrived | uniq -d | wc -l)
total=$(acknowledged | wc -l)
say "$total acknowledged, $(arrived | uniq | wc -l) arrived, $doubled of them more than once"
# Two kills; each may catch one mail per session between the primary's answer and ours.
expect "doubled was at most what a kill caught between two answers" '^yes$' eval "((doubled <= 2 * 6 + 5)) && echo yes"
expect_within 30 "and nothing waits on the gateway" '"waiting" : 0' cat /run/sixgate/mail-relay.json
