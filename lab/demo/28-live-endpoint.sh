# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "A new endpoint, live"
type_in gateway "printf 'address: 2001:db8:b::80\nendpoints: [new.umbra.example]\n' > /etc/sixgate/inventory/umbra/new.yaml"
type_in client4 "began=\$(date +%s%3N); until curl -sf --max-time 2 http://new.umbra.example/; do :; done; echo \"reached \$((\$(date +%s%3N) - began)) ms after it was written\""
shows "an endpoint written into the inventory is reached without a reload" "^umbra-web1"
type_in gateway "rm /etc/sixgate/inventory/umbra/new.yaml"
type_in client4 "for i in \$(seq 100); do s=\$(curl -s -o /dev/null -w '%{http_code}' http://new.umbra.example/); [ \$s = 421 ] && break; done; echo status \$s"
shows "removed, it is refused" "status 421"
