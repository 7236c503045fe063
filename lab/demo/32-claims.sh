# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "No customer takes another's name, no bad entry takes the good ones down"
type_in gateway "printf 'address: 2001:db8:b::80\nendpoints: [www.acme.example, \"bad name\", fine.umbra.example]\n' > /etc/sixgate/inventory/umbra/thief.yaml; sixgate check"
shows "check names every problem, with file, line and remedy" "umbra/thief.yaml:2:.*www.acme.example"
type_in client4 "for i in \$(seq 50); do curl -sf http://fine.umbra.example/ && break; done; curl -sS http://www.acme.example/"
shows "the good entry beside it is served, the name stays acme's" "^acme-web1"
type_in gateway "rm /etc/sixgate/inventory/umbra/thief.yaml"
