# shellcheck shell=bash
# HAProxy's own restart with the agent killed before or after; its seamless reload. A client loops all the while.
needs_sixgate

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
  expect_within 5 "$1: the maps are right again" '^as at the start$' eval 'as_at_start && echo as at the start'
  expect_equal "$1: no visit failed beyond HAProxy's own restart" 0 "$(failed_visits "$from" "$to")"
}

visitor_comes client4 https://www.acme.example/
reload_haproxy
more_visits 5
visitor_goes
from=0 to=0
right_again "reload"

visitor_comes client4 https://www.acme.example/
end_of "$(agent_pid_file sni-router)" KILL
restart_haproxy TERM
more_visits 5
start_agent sni-router
more_visits 5
visitor_goes
right_again "agent killed, then HAProxy restarted"

visitor_comes client4 https://www.acme.example/
restart_haproxy TERM
end_of "$(agent_pid_file sni-router)" KILL
more_visits 5
start_agent sni-router
more_visits 5
visitor_goes
right_again "HAProxy restarted, then agent killed"

end_of "$(agent_pid_file sni-router)" KILL
add_endpoint acme/web1.yaml "  - later.acme.example"
visitor_comes client4 https://www.acme.example/
restart_haproxy KILL
more_visits 5
visitor_goes
right_again "HAProxy killed while the agent is dead"
start_agent sni-router
expect_within 5 "the agent, back, serves what changed meanwhile" '^acme-web1' visit client4 https://later.acme.example/

restart_haproxy TERM
add_endpoint acme/web1.yaml "  - later.acme.example" "  - latest.acme.example"
expect_within 3 "a change right after a restart is served" '^acme-web1' visit client4 https://latest.acme.example/
