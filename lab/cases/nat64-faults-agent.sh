# shellcheck shell=bash disable=SC2016,SC2154 # a script of its own; every-agent.sh's `about` sets agent, agent_pid, served; nat64.sh tayga_pid_file; internet4.sh talk_broke
# The same as faults-agent, of the agent nat64; and what may happen to TAYGA, to nft and to the table while a session runs.
needs_sixgate
about nat64
# shellcheck source=faults-agent.sh
. "$here/faults-agent.sh"
rm -f "$inventory"/acme/{h0,many}.yaml
wait_for 30 "all of it to go" lets_go nat64

start_echo
talk_begins umbra-web1
end_of "$tayga_pid_file" KILL
nat64_reads
expect_within 20 "TAYGA killed: the operator hears it, and how to start it" '^failure: TAYGA does not run, .*systemctl start sixgate-tayga' sixgate_says status
start_tayga
more_talk 5
ok "TAYGA started again: the session goes on"
the_agent_is_well "and all is well" 40

# The real nft, which reads what the agent gives it behind a line that it does not understand.
printf '#!/bin/sh\nif [ -e %s ] && [ "$1 $2" = "-f -" ]; then { echo refused; cat; } | /usr/sbin/nft "$@"; else exec /usr/sbin/nft "$@"; fi\n' \
  "$run/nft-refuses" >"$run/nft"
chmod 755 "$run/nft"
end_of "$agent_pid" TERM
(export SIXGATE_NFT="$run/nft" && start_agent nat64)
settled
touch "$run/nft-refuses"
entries 1 1 | put acme/h1.yaml
expect_within 20 "nft refuses: the operator hears why" '^failure: .*nft.*(syntax error|exit)' sixgate_says status
more_talk 5
ok "the session goes on by the table that was there"
rm "$run/nft-refuses"
expect_within 60 "nft takes it again: the new port leads to the host" "$served" reach 1

at gateway nft flush table inet sixgate_nat64
nat64_reads
expect_within 30 "its rules flushed by hand: they are back" 'masquerade' at gateway nft list table inet sixgate_nat64
expect_within 10 "the port leads to the host" "$served" reach 1
more_talk 5
ok "and the session goes on"
at gateway nft delete element inet sixgate_nat64 inbound4 '{ 192.0.2.1 . tcp . 20001 }'
nat64_reads
expect_within 30 "an element taken out by hand: it is back" "$served" reach 1
talk_ends
expect_equal "the session never broke" '' "$talk_broke"
stop_echo
end_of "$agent_pid" TERM
start_agent nat64
