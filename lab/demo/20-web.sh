# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Web: by Host and by SNI, the certificate stays on the host"
type_in client4 "dig +short www.acme.example A"
type_in client4 "curl -sS http://www.acme.example/"
shows "HTTP by Host reaches acme's IPv6-only host" "^acme-web1"
type_in client4 "curl -sS https://www.acme.example/"
shows "HTTPS by SNI reaches acme's IPv6-only host" "^acme-web1"
type_in client4 "curl -sSv https://www.umbra.example/ 2>&1 | grep -E 'subject:|issuer:|SSL certificate|umbra'"
shows "HTTPS reaches the other customer's host, with its own certificate" "^umbra-web1"
