# shellcheck shell=bash
# 5,000 idle SSH sessions, ten of them with a real shell behind Debian's sshd, are held over a reload of HAProxy and over a
# kill and restart of the agent.
# alone: 5,000 sessions at a time
needs_sixgate

SSH_SECONDS=170
wanted=5000 real=10 held=$run/held-sessions
rm -rf "$held"
mkdir -p "$held"
# So many at once, from one visitor, to one host; fewer ports in advance, since this machine's limit of files is what it is.
sed 's/maxconn 4000/maxconn 6000/' "$lab/gateway/haproxy.cfg" >/etc/netns/gateway/haproxy/haproxy.cfg
change_gateway 's/^ssh-ports: .*/ssh-ports: 22000-22299/; /^forward-ports:/d; s/^limits: .*/limits: { ssh-connections-per-client: 10000, connections-per-host: 10000, new-ssh-connections-per-client: 100000\/10s, new-connections-per-client: 100000\/10s }/'
printf 'address: 2001:db8:a::80\nssh: { port: 22199, host-port: 2299 }\n' | put acme/held.yaml
settled
end_of "$haproxy_pid_file" TERM
wait_for 5 "the end of its workers" no_worker
start_haproxy
settled

at acme-web1 setpriv --pdeathsig KILL -- python3 "$lab/cases/sessions.py" serve 2299 &
server=$!
wait_for 5 "the server that holds sessions" listens acme-web1 2299
at client4 setpriv --pdeathsig KILL -- python3 "$lab/cases/sessions.py" hold 192.0.2.1 22199 $((wanted - real)) "$held" 2>"$held/errors" &
holder=$!
shells=()
for n in $(seq "$real"); do
  mkfifo "$held/in$n"
  shell client4 alice 22101 'while read -r line; do echo "$line"; done' <"$held/in$n" >"$held/out$n" 2>&1 7>&- &
  shells+=($!)
  exec {keep}>"$held/in$n"
  keeps+=("$keep")
done
is_open() { [[ -s $held/open ]]; }
wait_for 60 "the sessions" is_open || cat "$held/errors"
expect_equal "sessions are open, beside $real shells" $((wanted - real)) "$(cat "$held/open")"

asked=0
# all_answer SENTENCE: every session, the shells too, is asked and answers.
all_answer() {
  local n answered=0
  touch "$held/ask$asked"
  for keep in "${keeps[@]}"; do echo "line $asked" >&"$keep"; done
  for n in $(seq "$real"); do wait_for 20 "shell $n" grep -q "^line $asked$" "$held/out$n" && answered=$((answered + 1)); done
  wait_for 40 "answers" test -s "$held/answered$asked"
  expect_equal "$1" "$wanted" $((answered + $(cat "$held/answered$asked")))
  asked=$((asked + 1))
}
all_answer "all answer"
rss() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$(pgrep -u haproxy -x haproxy -n)/status"; }
say "    HAProxy's worker takes $(rss) MB with them"
worker_before=$(worker)
printf 'address: 2001:db8:a::80\nforwards: [{ ports: 9080, host-port: 80 }]\n' | put acme/ports.yaml
expect_within 10 "a forward that needs a reload is served" '^acme-web1' visit client4 http://192.0.2.1:9080/
expect_not "by a new worker" "^$worker_before\$" worker
all_answer "over the reload none was lost"
end_of "$(agent_pid_file ssh-forward)" KILL
# An agent that inherits what the shells read from would keep them for ever.
(
  for keep in "${keeps[@]}"; do exec {keep}>&-; done
  start_agent ssh-forward
)
settled
all_answer "over a kill and restart of the agent none was lost"
expect "new sessions are served meanwhile" '^alice$' shell client46 alice 22101 whoami

touch "$held/end"
for keep in "${keeps[@]}"; do exec {keep}>&-; done
wait "$holder" "${shells[@]}" || :
kill "$server"
wait "$server" 2>/dev/null || :
cp "$lab/gateway/haproxy.cfg" /etc/netns/gateway/haproxy/haproxy.cfg
put gateway.yaml <"$lab/inventory/gateway.yaml"
settled
end_of "$haproxy_pid_file" TERM
wait_for 10 "the end of its workers" no_worker
start_haproxy
