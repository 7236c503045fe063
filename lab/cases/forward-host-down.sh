# shellcheck shell=bash
# A host that is down: the client hears it in under 2 s, whether the host refuses or says nothing.
needs_sixgate

put acme/down.yaml <<'YAML'
address: 2001:db8:a::80
forwards: [{ ports: 20030, host-port: 9999 }, { ports: 20031, host-port: 80 }]
YAML
put umbra/away.yaml <<'YAML'
address: 2001:db8:b::dead
ssh: { port: 22299 }
YAML
expect_within 3 "the host serves one port" '^acme-web1' visit client4 http://192.0.2.1:20031/

# heard PORT: how the connection ended, and in how many ms.
heard() {
  local began=${EPOCHREALTIME/./}
  at client4 timeout 10 socat -u "TCP:192.0.2.1:$1" - 2>&1 | head -c 100
  echo "after $(((${EPOCHREALTIME/./} - began) / 1000)) ms"
}
expect "a port that the host refuses is closed at once" '^after [0-9]{1,3} ms' heard 20030
# Nobody has the address: packets vanish, as when a machine is off.
at gateway ip -6 route add blackhole 2001:db8:b::dead/128
expect "a host that says nothing is given up in under 2 s" '^after (1[0-9]{3}|[0-9]{1,3}) ms' heard 22299
at gateway ip -6 route del blackhole 2001:db8:b::dead/128
at gateway ip -6 neigh add 2001:db8:b::dead lladdr 02:00:00:00:00:01 dev umbra-web1
expect "also when its neighbours' tables still know it" '^after (1[0-9]{3}|[0-9]{1,3}) ms' heard 22299
at gateway ip -6 neigh del 2001:db8:b::dead dev umbra-web1
expect_log "the log says that the host was not reached" gateway/haproxy.log '^forward .*port=22299 .*connect=-1 .*end=s?[SC]'
