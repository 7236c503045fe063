# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "An IPv4-only visitor cannot reach an IPv6-only host by itself"
type_in client4 "ping -c 1 -W 1 2001:db8:a::80"
shows "the visitor has no way to IPv6" "unreachable"
tell "The gateway lends its address: the name leads there, HAProxy to the host."
