# shellcheck shell=bash
# A port added to gateway.yaml is served after a seamless reload. An agent that is killed while HAProxy tries one that it can't
# have leaves a HAProxy that starts.
needs_sixgate

worker_before=$(worker) master_before=$(living "$haproxy_pid_file")
expect_status "before, the port is closed" 7 visit client4 https://www.acme.example:9443/
visitor_comes client4 https://www.umbra.example/
change_gateway 's/^tls-ports: .*/tls-ports: [443, 465, 993, 995, 9443]/'
expect_within 5 "added, it is served" '^name www.acme.example port 9443$' visit client4 https://www.acme.example:9443/
more_visits 5
put gateway.yaml <"$lab/inventory/gateway.yaml"
port_closed() { ! visit client4 https://www.acme.example:9443/; }
expect_within 10 "taken away, it is closed" '^closed$' eval 'port_closed && echo closed'
more_visits 5
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect_equal "HAProxy's master is the same" "$master_before" "$(living "$haproxy_pid_file" || :)"
expect_not "HAProxy was reloaded" "^$worker_before\$" worker

at gateway setpriv --pdeathsig KILL -- socat TCP4-LISTEN:9443,bind=192.0.2.1,reuseaddr /dev/null >/dev/null 2>&1 &
other=$!
wait_for 5 "the other program" listens gateway 9443
change_gateway 's/^tls-ports: .*/tls-ports: [443, 465, 993, 995, 9443]/'
wait_for 10 "HAProxy's try of a port that another program has" grep -q ':9443\b' "$maps/sixgate.cfg"
end_of "$(agent_pid_file sni-router)" KILL
expect_not "the agent killed meanwhile, the text that it ran from is beside the one that it can't start from" ':9443\b' \
  cat "$maps/sixgate.cfg.former"
end_of "$haproxy_pid_file" TERM
wait_for 5 "the end of its workers" no_worker
expect_status "HAProxy starts all the same" 0 start_haproxy
expect_within 5 "and serves" '^acme-web1' visit client4 https://www.acme.example/
expect_not "from that text" ':9443\b' cat "$maps/sixgate.cfg"
kill "$other"
wait "$other" 2>/dev/null || :
start_agent sni-router
expect_within 20 "the port free, the next agent brings it about" '^name www.acme.example port 9443$' visit client4 https://www.acme.example:9443/
