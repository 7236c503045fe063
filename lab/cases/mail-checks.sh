# shellcheck shell=bash
# What the gateway itself asks of a client before a customer's server is asked; each switched on and off while the relay runs.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
mkdir -p /etc/netns/gateway/unbound
render servers/unbound-checks.conf gateway >/etc/netns/gateway/unbound/checks.conf
daemonized_at gateway unbound -c /etc/unbound/checks.conf
wait_for 20 "the block list" eval "at gateway dig +short @127.0.0.1 -p 5316 9.100.51.198.dnsbl.example | grep -q '^127'"
# checks TEXT: the inventory says nothing but this of checks.
checks() { change_gateway "s/^mail:/&\n  resolver: 127.0.0.1:5316\n  checks: $1/"; }
# rcpt CLIENT GATEWAY SENDER: the answer to RCPT alone.
rcpt() { say_smtp "$1" "$2" 25 "EHLO $1.example" "MAIL FROM:<$3>" "RCPT TO:<alice@acme.example>" | tail -n 1; }
checks '{}'
start_mail_relay

# ---- block lists
expect "without a block list a listed client is let in" '^250 ' rcpt client6 2001:db8:ff::1 s@x.example
checks '{block-lists: [dnsbl.example]}'
expect_within 10 "with one, not: IPv6" '^554 5\.7\.1 2001:db8:1006::6 is listed by dnsbl\.example' rcpt client6 2001:db8:ff::1 s@x.example
expect "who is not listed, is" '^250 ' rcpt client4 192.0.2.1 s@x.example
expect "mail for nobody's domain asks no list" '^550 5\.7\.1 relaying denied' say_smtp client6 2001:db8:ff::1 25 \
  "EHLO x" "MAIL FROM:<s@x.example>" "RCPT TO:<v@elsewhere.example>"

# ---- SPF
checks '{spf: note}'
mail_of() { from_outside client4 alice@acme.example "$2" --from "s@$1"; }
spf_noted() { [[ $(rcpt client6 2001:db8:ff::1 s@x.example) == 250* ]]; }
wait_for 10 "the change" spf_noted
expect "noted: what SPF forbids is taken" '^<- +250 .*queued as' mail_of forbidden.example spf-noted
results_of() { grep -h Authentication-Results "$(in_mailbox acme-web1 alice "$1")"; }
expect_within 10 "and says so" '^Authentication-Results: mx\.provider\.example; spf=fail smtp\.mailfrom=forbidden\.example' results_of spf-noted
checks '{spf: refuse}'
expect_within 10 "refused: what SPF forbids" '^550 5\.7\.23 SPF: forbidden\.example does not let 198\.51\.100\.4 send for it' \
  rcpt client4 192.0.2.1 s@forbidden.example
expect "what it allows is taken" '^<- +250 .*queued as' mail_of allowed.example spf-passed
expect_within 10 "and says so" 'spf=pass smtp\.mailfrom=allowed\.example' results_of spf-passed

# ---- greylisting
checks '{greylist-delay: 3}'
expect_within 10 "greylisting: the first message waits" '^450 4\.7\.1 greylisted; try again in [123] seconds' \
  rcpt client4 192.0.2.1 new@x.example
expect_within 20 "and is taken when it comes again, from a neighbour too" '^250 ' rcpt client46 192.0.2.1 new@x.example
expect "who is new, waits" '^450 4\.7\.1 greylisted' rcpt client4 192.0.2.1 newer@x.example

# ---- rates and connections
checks '{messages-per-minute: 2}'
expect_within 15 "the third message of a minute is to come later" '^450 4\.7\.1 a client may send 2 messages a minute here' \
  rcpt client4 192.0.2.1 s@x.example
expect "another client's is not" '^250 ' rcpt client46 192.0.2.1 s@x.example
checks '{connections: 1}'
held=$run/held-connection.pid
# shellcheck disable=SC2016 # expanded by the inner shell
daemon_at client4 "$held" "$run/held-connection.log" bash -c 'exec 3<>/dev/tcp/192.0.2.1/25; printf "EHLO x\r\n" >&3; exec sleep 60'
expect_within 15 "a second connection at a time is one too many" '^421 4\.7\.0 a client may have 1 connections' rcpt client4 192.0.2.1 s@x.example
expect "another client's is not" '^250 ' rcpt client46 192.0.2.1 s@x.example
end_of "$held" TERM
expect_within 15 "when the first has gone, it is let in" '^250 ' rcpt client4 192.0.2.1 s@x.example
checks '{}'
expect_within 15 "switched off, who was refused is let in again" '^250 ' rcpt client6 2001:db8:ff::1 s@x.example
