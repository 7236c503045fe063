# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, served
# kill -9 of the agent changes nothing for traffic; what changed meanwhile is served when it is back.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

entries 1 1 | put acme/one.yaml
expect_within 5 "an entry is served" "$served" reach 1
visitor_comes client4 "$(address_of 1)"
end_of "$agent_pid" KILL
more_visits 10
entries 1 2 | put acme/one.yaml
expect "while the agent is dead, traffic goes on" "$served" reach 1
start_agent "$agent"
expect_within 5 "back, it serves what changed meanwhile" "$served" reach 2
more_visits 10
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect_within 2 "live map and map file are the same" '^same$' eval 'live_is_disk && echo same'
