# shellcheck shell=bash
# kill -9 of the agent in the middle of its work, again and again; a second agent by mistake.
needs_sixgate

names() { printf 'address: 2001:db8:a::80\nendpoints:\n'; printf '  - n%s.acme.example\n' $(seq "$1" "$2"); }
visitor_comes client4 https://www.acme.example/
for round in 1 2 3 4 5 6; do
  names "$round" $((round * 300)) | put acme/many.yaml
  # From the first millisecond of a pass to after it.
  timeout 0.0"$round" tail -f /dev/null || :
  end_of "$(agent_pid_file sni-router)" KILL
  start_agent sni-router
done
expect_within 10 "the last of what was written is served" '^acme-web1' visit client4 https://n1800.acme.example/
expect "the first of what was taken away is not" 'unrecognized name' hello client4 443 n5.acme.example
visitor_goes
expect_equal "no visit failed" 0 "$(failed_visits)"
expect_within 5 "live maps and map files are the same" '^same$' eval 'live_is_disk && echo same'
expect_within 5 "status finds no drift" '^sni-router +ok +[0-9a-f]+ +[0-9]+s +0 +0 ' sixgate_says status

pid=$(living "$(agent_pid_file sni-router)")
expect "a second agent is told who is there, by pid" "$pid" at gateway sixgate-sni-router
expect_status "and ends with 1" 1 at gateway sixgate-sni-router
expect "the first one works on" '^sni-router +ok' sixgate_says status
