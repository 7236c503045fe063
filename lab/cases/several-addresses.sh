# shellcheck shell=bash
# A host with two addresses: the first that answers is used, on each port, and the operator hears of it.
needs_sixgate

first=2001:db8:a::80 second=2001:db8:a::81
nft_says() { at acme-web1 nft "$@"; }
# block ADDRESS VERDICT: the host's TCP at that address.
block() { nft_says add rule inet lab_block in ip6 daddr "$1" meta l4proto tcp "${@:2}"; }
unblock() { nft_says flush chain inet lab_block in; }
clean_up() {
  local status=$?
  nft_says delete table inet lab_block || :
  at acme-web1 ip addr del "$second/64" dev gateway || :
  return "$status"
}
at acme-web1 ip addr add "$second/64" dev gateway nodad
nft_says add table inet lab_block || { at acme-web1 ip addr del "$second/64" dev gateway; skip "this kernel has no nftables"; }
trap 'clean_up; come_back' EXIT
nft_says 'add chain inet lab_block in { type filter hook input priority 0; }'

# 2 × interval + timeout = 2.5 s; a visitor may have waited for the old address when the new one is taken.
move=3
# shellcheck disable=SC2016 # sed's own $
change_gateway '$a health: { interval: 1s, timeout: 500ms, fall: 2, rise: 2 }'
sed "s/^address: .*/address: [$first, $second]/" "$lab/inventory/acme/web1.yaml" | put acme/web1.yaml
checks() { at gateway jq -r '.counts["addresses-checked"]' /run/sixgate/sni-router.json; }
expect_within 5 "both addresses are checked" '^2$' checks
leads_to() { sixgate_says explain www.acme.example:443 | grep 'leads to'; }
came() { visit client4 https://www.acme.example/ --max-time 0.5; }
expect "the first is used" "\[$first\]:443" leads_to
expect "explain says which" "the first of the host's 2 addresses" sixgate_says explain www.acme.example:443

block "$first" reject with tcp reset
expect_within "$move" "it refuses: new connections reach the second" '^acme-web1' came
expect "HAProxy leads there" "\[$second\]:443" leads_to
expect_log "the log says so" gateway/sni-router.log \
  "address-down host=acme/web1 address=$first port=443 reason=\"connection refused\""
expect "explain says which" "number 2 of the host's 2 addresses" sixgate_says explain www.acme.example:443
expect_status "and that it is served" 0 sixgate_says explain www.acme.example:443
expect "status counts it" 'addresses-down 1( |$)' sixgate_says status
expect "which is no drift" '"drift" : 0' sixgate_says status --json

visitor_comes client4 https://www.acme.example/
end_of "$(agent_pid_file sni-router)" KILL
more_visits 10
expect "the agent is dead: traffic goes on by its last state" "\[$second\]:443" leads_to
marks[gateway/sni-router.log]=$(stat -c %s "$logs/gateway/sni-router.log")
start_agent sni-router
expect_log "the agent is back and finds the first down again" gateway/sni-router.log \
  "address-down host=acme/web1 address=$first port=443"
expect "which moves nothing" "\[$second\]:443" leads_to
more_visits 5
visitor_goes
expect_equal "meanwhile no visit failed" 0 "$(failed_visits)"

unblock
expect_within "$move" "the first answers again: it is used again" "\[$first\]:443" leads_to
expect_log "the log says so" gateway/sni-router.log "address-up host=acme/web1 address=$first port=443"
expect "and reached" '^acme-web1' came

block "$first" drop
expect_within "$move" "it says nothing: new connections reach the second" '^acme-web1' came
expect_log "the log has the reason" gateway/sni-router.log \
  "address-down host=acme/web1 address=$first port=443 reason=\"no answer within 500 ms\""

block "$second" drop
expect_within 5 "both are down: status tells" 'problem: acme/web1: none of its addresses answers on ports .*visitors still go to the first' \
  sixgate_says status
expect "the first is kept" "\[$first\]:443" leads_to
unblock
expect_within "$move" "both answer again: all is well" '^acme-web1' came
no_problem() { ! sixgate_says status | grep "none of its addresses"; }
expect_within "$move" "and status has no problem any more" '^none$' eval 'no_problem && echo none'
