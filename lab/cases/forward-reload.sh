# shellcheck shell=bash
# A forward on a port on which the gateway does not listen in advance is a reload of HAProxy: no connection is dropped, open
# ones go on, and none is refused meanwhile.
needs_sixgate

printf 'address: 2001:db8:a::80\nforwards: [{ ports: 20000, host-port: 80 }]\n' | put acme/ports.yaml
expect_within 3 "a forward inside the ranges is served" '^acme-web1' visit client4 http://192.0.2.1:20000/

# A session that says a number each 50 ms, over both reloads.
mkfifo "$run/talk"
shell client4 alice 22101 'i=0; while read -r line; do i=$((i + 1)); echo "$line $i"; done' <"$run/talk" >"$run/said" 2>&1 &
session=$!
exec 7>"$run/talk"
talks() {
  local said
  said=$(wc -l <"$run/said")
  echo hello >&7
  wait_for 5 "an answer of the session" answered $((said + 1))
}
answered() { (($(wc -l <"$run/said") >= $1)); }
expect_status "a session is open" 0 talks

visitor_comes client4 http://192.0.2.1:20000/
worker_before=$(worker)
printf 'address: 2001:db8:a::80\nforwards: [{ ports: 20000, host-port: 80 }, { ports: 9080, host-port: 80 }]\n' | put acme/ports.yaml
expect_within 5 "one outside of them is served as well" '^acme-web1' visit client4 http://192.0.2.1:9080/
expect_not "by a reload" "^$worker_before\$" worker
expect_status "the session goes on" 0 talks
more_visits 10
worker_before=$(worker)
printf 'address: 2001:db8:a::80\nforwards: [{ ports: 20000, host-port: 80 }]\n' | put acme/ports.yaml
expect_within 5 "taken away, it is closed" 'status 000' visit client4 http://192.0.2.1:9080/
wait_for 10 "the reload" another_worker_than "$worker_before"
expect_status "the session goes on" 0 talks
more_visits 10
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect "both agents' files are loaded: web is served" '^acme-web1' visit client4 https://www.acme.example/
exec 7>&-
ended=0
wait "$session" || ended=$?
expect_equal "the session ends when it is told to" 0 "$ended"
expect_equal "and heard everything" 3 "$(grep -c '^hello' "$run/said")"

# Both agents have a reload to make at once, and one HAProxy.
visitor_comes client4 http://192.0.2.1:20000/
change_gateway 's/^tls-ports: .*/tls-ports: [443, 465, 993, 995, 9443]/; s/^ssh-ports: .*/ssh-ports: 22000-22998/'
expect_within 15 "the one's port is open" '^acme-web1' visit client4 https://www.acme.example:9443/
closed_now() { at gateway ss -Hltn "sport = :22999" | grep -q . || echo closed; }
expect_within 15 "and the other's closed" '^closed$' closed_now
expect_within 10 "both are well" '^ok ok $' eval 'sixgate_says status | awk '"'"'/^(sni-router|ssh-forward) /{printf "%s ", $2}'"'"
more_visits 5
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
