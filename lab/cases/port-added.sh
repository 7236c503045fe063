# shellcheck shell=bash
# A port added to gateway.yaml is served after a seamless reload.
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
