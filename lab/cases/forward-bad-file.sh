# shellcheck shell=bash
# A bad file or forward is left out and reported; everything else goes on. A mistake never opens what it was meant to close.
needs_sixgate

printf 'address: [\n' | put acme/broken.yaml
put acme/ports.yaml <<'YAML'
address: 2001:db8:a::80
ssh: { port: 70000 }
forwards:
  - { ports: 20000, host-port: 80 }
  - { ports: 20001, host-port: 80, alow: [198.51.100.0/24] }
  - { ports: 20002-20001, host-port: 80 }
  - { ports: 20003, host-port: 80, protocol: sctp }
leases:
  - { service: pop9, address: 192.0.2.7 }
  - { service: http, address: 192.0.2.7 }
YAML
expect_within 3 "the good forward beside bad ones is served" '^acme-web1' visit client4 http://192.0.2.1:20000/
expect "so is the good lease" '^acme-web1' visit client4 http://192.0.2.7/
expect "what was there is served on" '^alice$' shell client4 alice 22101 whoami
expect "a forward with a misspelt key is not: it must not open what it was meant to close" '^status 000$' visit client4 http://192.0.2.1:20001/
said=$(sixgate_says check 2>&1 || :)
for wrong in 'acme/broken.yaml:[0-9]+:[0-9]+: ' 'acme/ports.yaml:2:14: ssh.port: "70000" is wrong' 'ports.yaml:5:.*alow.*allow' \
  'ports.yaml:6:.*20002-20001' 'ports.yaml:7:.*sctp' 'ports.yaml:9:.*pop9'; do
  expect "check says $wrong" "$wrong" printf '%s\n' "$said"
done
expect "and status the same, of this agent" '^problem: acme/ports.yaml:2:14' sixgate_says status
