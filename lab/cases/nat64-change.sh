# shellcheck shell=bash disable=SC2154 # internet4.sh sets talk_broke
# A session runs on through every kind of change that need not cut it.
needs_sixgate

start_echo
talk_begins umbra-web1
# step WHAT: what was put into the inventory is done, and the session goes on.
step() {
  settled
  more_talk 10
  ok "$1: the session goes on"
}
put acme/more.yaml <<'YAML'
address: 2001:db8:a::81
forwards: [{ protocol: udp, ports: 20020-20021, host-port: 7010 }]
YAML
step "another customer's host and forward added"
put acme/more.yaml <<'YAML'
address: 2001:db8:a::81
forwards: [{ protocol: udp, ports: 20020-20021, host-port: 7011 }]
YAML
step "a forward changed"
take_away acme/more.yaml
step "host and forward removed"
change_gateway 's/192.0.2.35\]/192.0.2.35, 192.0.2.36]/'
step "an address added to the pool"
change_gateway '$a\  sessions: 400'
step "a number of sessions set for everybody"
change_gateway '$a\  refuse-destinations: [198.51.100.0/24]'
step "a destination refused"
change_gateway '$a\    umbra: { address: 192.0.2.32 }'
step "another address for the very customer"
expect "who sends from there from now on" '^you are 192\.0\.2\.32$' at umbra-web1 curl -sS --max-time 5 "http://[2001:db8:64:64::cb00:7104]/"
change_gateway ''
step "all of it taken back"
end_of "$(agent_pid_file nat64)" KILL
more_talk 10
ok "the agent killed: the session goes on"
start_agent nat64
step "the agent started again"
at gateway nft delete table inet sixgate_nat64
nat64_reads
wait_for 90 "the table" at gateway nft list table inet sixgate_nat64
more_talk 10
ok "the whole table deleted by hand and put back: the session goes on"
# In that moment packets are still in the rules that go, whose maps are empty already: no session may be refused for that.
server4=2001:db8:64:64::cb00:7104
at server4 timeout 60 socat -u TCP4-LISTEN:7013,fork,reuseaddr OPEN:/dev/null >/dev/null 2>&1 &
sink=$!
wait_for 10 "the sink" at umbra-web1 socat -u /dev/null TCP6:"[$server4]":7013
at umbra-web1 timeout 6 socat -u OPEN:/dev/zero TCP6:"[$server4]":7013 &
stream=$!
loads=0
while kill -0 "$stream" 2>/dev/null && ((loads < 300)); do
  at gateway nft -f /var/lib/sixgate/nat64/nftables.nft
  loads=$((loads + 1))
done
came=0
wait "$stream" || came=$?
kill "$sink"
expect_equal "the table loaded as a whole under a full stream, again and again: the stream goes on" 124 "$came"
talk_ends
expect_equal "it never broke" '' "$talk_broke"
stop_echo
