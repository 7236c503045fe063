# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Why does a name go where it goes?"
type_in gateway "sixgate explain shoes.shop.acme.example:443"
shows "explain names the line of the inventory, the map entry and what HAProxy has live" "has the same live"
