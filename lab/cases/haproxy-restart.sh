# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, served
# HAProxy's own restart with the agent killed before or after; its seamless reload. A client loops all the while.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

entries 1 1 | put acme/one.yaml
expect_within 5 "an entry is served" "$served" reach 1

# restart_haproxy: sets $from and $to, between which a visit may fail.
restart_haproxy() {
  from=$EPOCHREALTIME
  end_of "$haproxy_pid_file" "$1"
  wait_for 5 "the end of its workers" no_worker
  start_haproxy
  wait_for 5 "the gateway's ports" ports_open
  to=$EPOCHREALTIME
}
ports_open() { at client4 curl -sf --max-time 1 https://www.umbra.example/; }
right_again() {
  expect_within 5 "$1: live map and map file are the same" '^same$' eval 'live_is_disk && echo same'
  expect_within 5 "$1: nothing differs from the inventory" "^$agent +ok +[0-9a-f]+ +[0-9]+s +0 +0 |^$agent +dead +[0-9a-f]+ +[0-9]+s +0 +[01] " sixgate_says status
  expect_equal "$1: no visit failed beyond HAProxy's own restart" 0 "$(failed_visits "$from" "$to")"
}

visitor_comes client4 "$(address_of 1)"
reload_haproxy
more_visits 5
visitor_goes
from=0 to=0
right_again "reload"

visitor_comes client4 "$(address_of 1)"
end_of "$agent_pid" KILL
restart_haproxy TERM
more_visits 5
start_agent "$agent"
more_visits 5
visitor_goes
right_again "agent killed, then HAProxy restarted"

visitor_comes client4 "$(address_of 1)"
restart_haproxy TERM
end_of "$agent_pid" KILL
more_visits 5
start_agent "$agent"
more_visits 5
visitor_goes
right_again "HAProxy restarted, then agent killed"

end_of "$agent_pid" KILL
entries 1 2 | put acme/one.yaml
visitor_comes client4 "$(address_of 1)"
restart_haproxy KILL
more_visits 5
visitor_goes
right_again "HAProxy killed while the agent is dead"
start_agent "$agent"
expect_within 5 "the agent, back, serves what changed meanwhile" "$served" reach 2

restart_haproxy TERM
entries 1 3 | put acme/one.yaml
expect_within 3 "a change right after a restart is served" "$served" reach 3

visitor_comes client4 "$(address_of 1)"
restart_haproxy KILL
more_visits 5
visitor_goes
right_again "HAProxy killed while the agent is alive"

end_of "$agent_pid" KILL
visitor_comes client4 "$(address_of 3)"
reload_haproxy
more_visits 5
visitor_goes
expect_equal "HAProxy reloaded while the agent is dead: no visit of the newest entry failed" 0 "$(failed_visits)"
