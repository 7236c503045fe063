# shellcheck shell=bash
# kill -9 of the agent changes nothing for traffic; what changed meanwhile is served when it is back.
needs_sixgate

visitor_comes client4 https://www.acme.example/
end_of "$(agent_pid_file sni-router)" KILL
more_visits 10
add_endpoint acme/web1.yaml "  - late.acme.example"
expect "while the agent is dead, traffic goes on" '^umbra-web1' visit client4 https://www.umbra.example/
start_agent sni-router
expect_within 5 "back, it serves what changed meanwhile" '^acme-web1' visit client4 https://late.acme.example/
more_visits 10
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect_within 2 "live map and map file are the same" '^same$' eval 'live_is_disk && echo same'
