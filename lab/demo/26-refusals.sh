# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "What is not served is refused politely"
type_in client4 "curl -sS https://nobody.example/ --connect-to ::192.0.2.1: ; true"
shows "an unknown name gets the TLS alert unrecognized_name" "unrecognized name"
type_in client4 "curl -sS -o - -w 'status %{http_code}\n' -H 'Host: nobody.example' http://192.0.2.1/"
shows "an unknown Host gets 421" "status 421"
