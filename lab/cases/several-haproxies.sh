# shellcheck shell=bash disable=SC2154 # gateway.sh sets haproxy, haproxy_pid_file and logs
# Several HAProxy processes on the gateway: one more of the operator's own, master and worker, with which Sixgate has nothing
# to do; and old workers of ours, which live on after a reload for as long as a visitor holds them.
needs_sixgate
about sni-router

second=$run/gateway/second.pid
cat >"$run/second.cfg" <<'EOF'
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend second
    bind 127.0.0.1:8405
    bind 192.0.2.80:8405
    http-request return status 200 content-type text/plain string "the second HAProxy\n"
EOF
daemon_at gateway "$second" "$logs/gateway/second.log" "$haproxy" -W -S "$run/second.sock" -f "$run/second.cfg"
expect_within 5 "a second HAProxy answers" '^the second HAProxy' visit client4 http://192.0.2.80:8405/

add_endpoint acme/web1.yaml '  - several.acme.example'
expect_within 5 "a change goes into ours" '^acme-web1' visit client4 http://several.acme.example/ --resolve several.acme.example:80:192.0.2.1
second_maps() { echo '@1 show map' | at gateway socat -t 5 - "UNIX-CONNECT:$run/second.sock"; }
expect "the second says which maps it has" "^# id" second_maps
expect_not "none of ours is among them" sixgate second_maps

# A visitor that holds a worker: TLS that stays open, and asks when it is told to.
mkfifo "$run/asks"
at client4 openssl s_client -quiet -connect 192.0.2.1:443 -servername www.acme.example <"$run/asks" >"$run/answers" 2>/dev/null &
held=$!
exec 7>"$run/asks"
answers() { grep -c '^HTTP/1.1 200' "$run/answers"; }
asks() {
  local before
  before=$(answers)
  printf 'GET / HTTP/1.1\r\nHost: www.acme.example\r\n\r\n' >&7
  wait_for 5 "an answer to the held connection" answered_more_than "$before"
}
answered_more_than() { (($(answers) > $1)); }
expect_status "a visitor has a connection" 0 asks

visitor_comes client4 http://192.0.2.80:8405/
reload_haproxy
add_endpoint acme/web1.yaml '  - after.acme.example'
expect_within 5 "after a reload of ours a change goes into the new worker" '^acme-web1' \
  visit client4 http://after.acme.example/ --resolve after.acme.example:80:192.0.2.1
old_workers() { master_says "show proc" | awk '/^# old workers/ {old = 1; next} /^#/ {old = 0} old && $2 == "worker"'; }
expect "the old worker lives beside it" worker old_workers
expect_status "and serves the visitor as before" 0 asks
the_agent_is_well "the agent is well" 10
end_of "$haproxy_pid_file" TERM
start_haproxy
expect_within 5 "ours started again is right" '^acme-web1' visit client4 https://www.acme.example/
more_visits 5
visitor_goes
expect_equal "no visitor of the second failed meanwhile" 0 "$(failed_visits)"
exec 7>&-
kill "$held" 2>/dev/null || :
wait "$held" || :
end_of "$second" TERM
expect "without it ours goes on" '^acme-web1' visit client4 https://www.acme.example/
