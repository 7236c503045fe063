# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Traffic does not need us"
printf '\n%sgateway$%s kill -9 of the agent\n' "$bold" "$plain"
lab/agent kill sni-router
type_in client4 "for i in \$(seq 20); do curl -sf -o /dev/null https://www.acme.example/ || echo failed; done; echo 20 visits"
shows "agent killed: every visit goes on" "^20 visits" failed
printf '\n%sgateway$%s restart of HAProxy, with the agent dead\n' "$bold" "$plain"
lab/haproxy restart
type_in client4 "curl -sS https://www.umbra.example/"
shows "HAProxy restarted while the agent is dead comes up right from its files" "^umbra-web1"
lab/agent start sni-router
type_in gateway "for i in \$(seq 50); do sixgate status > /tmp/status && break; done; cat /tmp/status"
shows "status: the agent is back, nothing differs" "sni-router +ok"
