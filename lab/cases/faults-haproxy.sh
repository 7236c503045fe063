# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, agent_log, socket, map, served, gone
# The Runtime API's socket gone, wedged, answering garbage; a full disk; a map file damaged by hand.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

# instead_of_haproxy ADDRESS…: something else answers at the Runtime API's socket.
instead_of_haproxy() {
  rm -f "$socket"
  socat "UNIX-LISTEN:$socket,fork" "$@" &
  impostor=$!
  wait_for 5 "the impostor's socket" test -S "$socket"
}
no_impostor() {
  kill "$impostor"
  wait "$impostor" 2>/dev/null || :
  rm -f "$socket"
}
# HAProxy's listeners outlive a reload, and with them a path that is gone: only a restart makes the socket anew.
right_again() {
  visitor_goes
  failed=$((failed + $(failed_visits)))
  end_of "$haproxy_pid_file" TERM
  wait_for 5 "the end of its workers" no_worker
  start_haproxy
  the_agent_is_well "$1: HAProxy restarted, all is well" 35
  expect_within 5 "$1: and what was written meanwhile is served" "$served" reach "$2"
  visitor_comes client4 https://www.acme.example/
}
failed=0

visitor_comes client4 https://www.acme.example/
rm "$socket"
entries 1 1 | put acme/more.yaml
expect_within 5 "socket gone: the operator hears it" '^failure: HAProxy does not answer at .*haproxy.*sock' sixgate_says status
right_again "socket gone" 1

# What the agent has logged since; of one pass it may log a line for each port.
logged_since() { tail -n "+$(($1 + 1))" "$agent_log"; }

logged=$(wc -l <"$agent_log")
instead_of_haproxy EXEC:'sleep 60'
entries 1 2 | put acme/more.yaml
expect_within 15 "socket wedged: the operator hears it" 'said nothing for [0-9]+ ms' logged_since "$logged"
no_impostor
right_again "socket wedged" 2

logged=$(wc -l <"$agent_log")
instead_of_haproxy EXEC:'echo rubbish'
entries 1 3 | put acme/more.yaml
expect_within 15 "garbage at the socket: the operator hears it" 'what is not its answer|refused' logged_since "$logged"
no_impostor
right_again "garbage at the socket" 3

# The agent's state folder on a disk that is full; HAProxy has loaded its files already.
end_of "$agent_pid" KILL
mkdir -p /run/full && cp "$maps"/* /run/full/
logged=$(wc -l <"$agent_log")
mount -t tmpfs -o size=128k tmpfs "$maps" && cp /run/full/* "$maps/"
start_agent "$agent"
the_agent_is_well "the agent is well" 10
head -c 1M /dev/zero >"$maps/filler" 2>/dev/null || :
entries 1 4 | put acme/more.yaml
expect_within 10 "disk full: the operator hears it" '[Nn]o space left on device' logged_since "$logged"
expect "disk full: nothing is served that a restart would lose" "$gone" reach 4
rm "$maps/filler"
expect_within 40 "room again: it is served" "$served" reach 4
end_of "$agent_pid" KILL
cp "$maps"/* /run/full/
umount "$maps" && cp /run/full/* "$maps/"
start_agent "$agent"
the_agent_is_well "the agent is well" 10

printf 'half of an ent' >"$maps/$map.map"
kill -HUP "$(living "$agent_pid")"
expect_within 10 "a map file damaged by hand is written again on SIGHUP" '^same$' eval 'live_is_disk && echo same'
visitor_goes
expect_equal "no visit failed beyond HAProxy's own restarts" 0 $((failed + $(failed_visits)))
