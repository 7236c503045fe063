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
sees_slow_hosts() { (($(jq -r '.counts.domains' /run/sixgate/mail-relay.json) >= 202)); }
start_mail_relay
silent=$run/acme-web1/silent.pid
daemon_at acme-web1 "$silent" "$logs/acme-web1/silent.log" python3 "$lab/cases/mailsilent.py" 26001 26200
wait_for 10 "the silent servers" listens acme-web1 26200
wait_for 30 "the relay to know them" sees_slow_hosts
# The greeting's time with nobody there is what the machine can do.
perform at client6 python3 "$lab/cases/mailwait.py" "2001:db8:ff::1" 25 0 nobody@acme.example # a JVM's first time is slow
perform at client6 python3 "$lab/cases/mailwait.py" "2001:db8:ff::1" 25 0 nobody@acme.example
say "200 greetings with nobody there: $output (ms)"
quiet=$(awk '{print $6}' <<<"$output")
perform at client4 python3 "$lab/cases/mailwait.py" 192.0.2.1 25 200 alice@slow%.acme.example
say "while 200 senders come and wait: $output (ms)"
read -r _ waiting _ median _ p99 _ _ <<<"$output"
expect_equal "200 senders wait for 200 silent servers" 200 "$waiting"
expect "strangers are greeted within 100 ms at the median, from when the first of those comes" '^yes$' eval "((median <= 100)) && echo yes"
# A thread that waits with them would be silent for the 30 s of the primary's greeting.
expect "and 99 of 100 within 100 ms, or twice what it takes with nobody there" '^yes$' \
  eval "((p99 <= 100 || p99 <= 2 * quiet)) && echo yes"
expect "and mail for another customer goes through meanwhile" '^<- +250 .*queued as' from_outside client4 bob@umbra.example meanwhile

# ---- who hangs up leaves a thread that waits
crowd() { at client4 timeout 100 python3 "$lab/cases/mailcrowd.py" 192.0.2.1 25 "alice@slow%.acme.example"; }
expect "one who comes and hangs up again and again has no more of them than an eighth of all" \
  '^([0-9]|[0-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|250) 421 4\.7\.0 too many connections; try again later$' crowd
expect "nobody else is kept out by him" '^220 ' say_smtp client6 2001:db8:ff::1 25 QUIT
expect "and mail for another customer goes through" '^<- +250 .*queued as' from_outside client46 bob@umbra.example beside-the-crowd
expect_within 90 "when his last ones have been answered he is let in again" '^220 ' say_smtp client4 192.0.2.1 25 QUIT
end_of "$silent" TERM
