# shellcheck shell=bash
# A port that another program has: said plainly, which and by whom; all others go on; when it is free it is forwarded.
needs_sixgate

worker_before=$(worker)
forwards() { printf 'address: 2001:db8:a::80\nforwards:\n'; printf '  - { ports: %s, host-port: 80 }\n' "$@"; }
# It reads the whole request: socat lets the answer go if nobody reads any more.
at gateway setpriv --pdeathsig KILL -- socat TCP4-LISTEN:9081,bind=192.0.2.1,fork,reuseaddr \
  'SYSTEM:sed /^.$/q >/dev/null; echo HTTP/1.0 200 ok; echo; echo other program' &
other=$!
wait_for 5 "the other program" listens gateway 9081
forwards 9080 9081 9082 20000 | put acme/ports.yaml
expect_within 10 "the operator hears which port of which address, and by whom" \
  "^problem: TCP port 9081 of 192.0.2.1 is taken by socat \(process [0-9]+\), so it is not forwarded, while all others are" sixgate_says status
expect "the ports beside it are forwarded" '^status 200' visit client4 http://192.0.2.1:9080/
expect_within 5 "on both sides" '^acme-web1' visit client4 http://192.0.2.1:9082/
expect "and those inside the ranges" '^acme-web1' visit client4 http://192.0.2.1:20000/
expect "the other program is left alone" 'other program' visit client4 http://192.0.2.1:9081/
expect "SSH goes on" '^alice$' shell client4 alice 22101 whoami
forwards 9080 9081 9082 9083 20000 | put acme/ports.yaml
expect_within 10 "a port that is added beside it is served" '^acme-web1' visit client4 http://192.0.2.1:9083/

# HAProxy restarted by itself, with the port still taken: it comes up, because the file leaves the port out.
end_of "$haproxy_pid_file" TERM
wait_for 5 "the end of its workers" no_worker
expect_status "a restarted HAProxy comes up all the same" 0 start_haproxy
expect_within 5 "and forwards" '^acme-web1' visit client4 http://192.0.2.1:9080/

kill "$other"
wait "$other" 2>/dev/null || :
expect_within 10 "the port free, it is forwarded without anybody's doing" '^acme-web1' visit client4 http://192.0.2.1:9081/
expect_within 10 "and the problem is gone" '^ssh-forward +ok +[0-9a-f]+ +[0-9]+s +0 ' sixgate_says status
expect_not "HAProxy was reloaded for it" "^$worker_before\$" worker

at gateway ip addr del 192.0.2.9/24 dev internet
kill -HUP "$(living "$(agent_pid_file ssh-forward)")"
expect_within 5 "a lent address that the machine does not have is said" \
  '^problem: 192.0.2.9 is no address of this machine, so nothing is forwarded there' sixgate_says status
expect "the rest is forwarded" '^acme-web1' visit client4 http://192.0.2.1:20000/
at gateway ip addr add 192.0.2.9/24 dev internet
expect_within 10 "it is back: all is well" '^ssh-forward +ok +[0-9a-f]+ +[0-9]+s +0 ' sixgate_says status
