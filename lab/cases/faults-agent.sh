# shellcheck shell=bash disable=SC2154 # lib.sh's `about` sets agent, agent_pid, served, gone, most, rounds, soon
# kill -9 of the agent in the middle of its work, again and again; a second agent by mistake.
needs_sixgate
[[ ${agent:-} ]] || about sni-router

entries 0 0 | put acme/h0.yaml
expect_within 5 "an entry is served" "$served" reach 0
visitor_comes client4 "$(address_of 0)"
for ((round = 1; round <= rounds; round++)); do
  many "$round" $((round * most))
  # From the first millisecond of a pass to after it.
  timeout 0.0"$round" tail -f /dev/null || :
  end_of "$agent_pid" KILL
  start_agent "$agent"
done
expect_within 10 "the last of what was written is served" "$served" reach $((rounds * most))
expect_within "$soon" "the first of what was taken away is not" "$gone" reach $((rounds - 1))
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect_within 5 "live maps and map files are the same" '^same$' eval 'live_is_disk && echo same'
expect_within 5 "status finds no drift" "^$agent +ok +[0-9a-f]+ +[0-9]+s +0 +0 " sixgate_says status

pid=$(living "$agent_pid")
expect "a second agent is told who is there, by pid" "$pid" at gateway "sixgate-$agent"
expect_status "and ends with 1" 1 at gateway "sixgate-$agent"
expect "the first one works on" "^$agent +ok" sixgate_says status

# HAProxy's socket is spared: what becomes of that is in faults-haproxy.
rm "/run/sixgate/$agent".{json,lock}
expect_within 15 "its files in the run folder removed: it makes them anew, and tells" 'run-folder-renewed ' \
  tail -n 5 "$logs/gateway/$agent.log"
expect "and status shows it" "^$agent +ok" sixgate_says status
expect_status "still no second agent can start" 1 at gateway "sixgate-$agent"
