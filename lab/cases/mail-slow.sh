# shellcheck shell=bash
# 200 senders wait for 200 servers that take connections and say nothing. Strangers are greeted, others' mail goes through.
# alone: a greeting within 100 ms, by the clock
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
# slow1.acme.example to slow200.acme.example, each with a server of its own.
for n in {1..200}; do
  put "acme/slow$n.yaml" <<<"address: 2001:db8:a::5:$n
mail: { domains: [slow$n.acme.example], primary: [{ address: 2001:db8:a::80, port: $((26000 + n)) }] }"
done
start_mail_relay
silent=$run/acme-web1/silent.pid
daemon_at acme-web1 "$silent" "$logs/acme-web1/silent.log" python3 "$lab/cases/mailsilent.py" 26001 26200
wait_for 10 "the silent servers" listens acme-web1 26200
# The greeting's time on a quiet relay is the measure.
at client6 python3 "$lab/cases/mailwait.py" "2001:db8:ff::1" 25 0 nobody@acme.example >/dev/null # a JVM's first time is slow
perform at client6 python3 "$lab/cases/mailwait.py" "2001:db8:ff::1" 25 0 alice@acme.example
quiet=${output##* }
perform at client4 python3 "$lab/cases/mailwait.py" 192.0.2.1 25 200 alice@slow%.acme.example
say "the worst of 20 greetings: $quiet ms with nobody there; then: $output (ms)"
waiting=$(awk '{print $2}' <<<"$output") worst=$(awk '{print $NF}' <<<"$output")
median=$(awk '{print $4}' <<<"$output")
expect "senders wait for the silent servers" '^yes$' eval "((waiting >= 100)) && echo yes"
# A thread that waits with them would be silent for the 30 s of the primary's greeting.
expect "a stranger is greeted within 100 ms, at the median" '^yes$' eval "((median <= 100)) && echo yes"
expect "and no stranger's greeting waits with them" '^yes$' eval "((worst <= quiet + 1000)) && echo yes"
expect "and mail for another customer goes through meanwhile" '^<- +250 .*queued as' from_outside client4 bob@umbra.example meanwhile
end_of "$silent" TERM
