# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "The host sees the real client"
type_in client4 "ip -4 -brief address show scope global"
type_in acme-web1 "tail -n 1 /run/lab/log/acme-web1/nginx.log"
shows "embedded: the host logs the visitor's IPv4 address inside IPv6 (198.51.100.4 = c633:6404)" "2001:db8:64::c633:6404"
type_in client4 "curl -sS https://v2.acme.example/"
shows "PROXY protocol: the host sees 198.51.100.4 and the gateway's address" "you are 198.51.100.4 by PROXY, to 192.0.2.1 port 443"
