# shellcheck shell=bash disable=SC2154 # internet4.sh sets server4_by_nat64, nat64.sh nat64_state
# Customers share addresses without blocks: the record of sessions tells who it was, for as long as gateway.yaml says.
needs_sixgate
[[ -x /usr/sbin/ulogd ]] || skip "ulogd2 is not installed"

# umbra-web1 has another address, which is no host's.
declare -A own=([acme-web1]=2001:db8:a::80 [umbra-web1]=2001:db8:b::80)
# fetch HOST: a page over TCP; the server's log has address and port, which are put into $used.
fetch() {
  local line
  perform at "$1" curl -sS --max-time 5 --interface "${own[$1]}" -H "Host: $1.fetches" "http://[$server4_by_nat64]/"
  wait_for 5 "the line of $1" grep -q "host=$1.fetches " "$logs/server4/nginx.log"
  line=$(grep "host=$1.fetches " "$logs/server4/nginx.log" | tail -n 1)
  used=${line#peer=}
  used=${used%% *}:${line##*port=}
}
who() { at gateway sixgate nat64 who "$@"; }
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
# shared_address DAYS: the settings of the lab, with one address for all, and a record that is kept so long.
shared_address() {
  sed -e "s/^  pool: .*/  pool: [192.0.2.34]\\n  blocks: none\\n  log-days: $1/" -e '/^  customers:$/d' -e '/^    acme: { address/d' \
    "$lab/inventory/gateway.yaml" | put gateway.yaml
}
records() { living "$nat64_log_pid_file" >/dev/null; }

start_echo
shared_address 2
wait_for 60 "the record" records
nat64_reads # what it says of ulogd is of its last pass
settled
wait_for 10 "ulogd" grep -q 'started' "$nat64_state/sessions/sessions.log"
# It listens a moment after it has written that.
heard() { fetch acme-web1 && grep -q "reply.l4.dport=${used##*:}," "$nat64_state/sessions/sessions.log"; }
wait_for 10 "ulogd to hear of sessions" heard
expect_equal "nobody but its owner may read the record" "600 700" \
  "$(stat -c %a "$nat64_state/sessions/sessions.log" "$nat64_state/sessions" | xargs)"

fetch acme-web1
acme=$used acme_at=$(now)
expect_within 5 "who names acme's host, and where it went" "^acme/web1 had it for TCP to 203\.0\.113\.4:80 from ${acme_at%:*}" who "$acme" --at "$acme_at"
fetch umbra-web1
expect_within 5 "and umbra's for the port of umbra's" '^umbra/web1 had it for TCP to 203\.0\.113\.4:80 from ' who "$used"
expect "for programs as well" '"user" : "umbra/web1"' who "$used" --json
expect_not "but not at a time before" 'umbra' who "$used" --at 2026-01-01T00:00:00Z
expect "of which it says that nothing was recorded" '^nothing was recorded before 20' who "$used" --at 2026-01-01T00:00:00Z

# By turns: both ask from port 15555, which netfilter keeps if it is free.
mirror() { printf 'who\n' | at "$1" socat -t 2 - "UDP6:[$server4_by_nat64]:7008,bind=[${own[$1]}]:15555"; }
another_second() { [[ $(now) != "$since" ]]; }
forget() { at gateway conntrack -D -p udp --orig-src 198.18.0.0/15; }
expect_within 10 "acme asks by UDP" '^you are 192\.0\.2\.34 port 15555$' mirror acme-web1
first=$(now)
perform forget
since=$first
wait_for 3 "another second" another_second
expect_within 10 "then umbra, and it has the same address and port" '^you are 192\.0\.2\.34 port 15555$' mirror umbra-web1
second=$(now)
expect "who tells acme for the first time" '^acme/web1 had it for UDP .* until ' who 192.0.2.34:15555 --at "$first"
expect_within 5 "and umbra for the second" '^umbra/web1 had it for UDP ' who 192.0.2.34:15555 --at "$second"

visit client6 https://www.acme.example/ >/dev/null
visit client4 https://www.acme.example/ >/dev/null
fetch acme-web1
wait_for 10 "the session of now" grep -q "reply.l4.dport=${used##*:}," "$nat64_state/sessions/sessions.log"
expect_equal "visitors' sessions are nobody's business, by IPv4 or IPv6" "" \
  "$(grep -E '^[^#]' "$nat64_state/sessions/sessions.log" | grep -v 'orig.ip.saddr=198\.1[89]\.' || :)"

end_of "$(agent_pid_file nat64)" KILL
fetch acme-web1
expect_within 5 "the agent killed: sessions are recorded all the same" '^acme/web1 had it for TCP' who "$used"
start_agent nat64
settled

perform "$lab/nat64-log" kill
since=$(now)
wait_for 3 "another second" another_second
lost=$(now)
nat64_reads
expect_within 20 "the record killed: status tells it" 'nobody records sessions' sixgate_says status
since=$(now)
wait_for 3 "another second" another_second
# Meanwhile it has become tomorrow.
printf '# started 2026-11-24T10:00:00Z\n' | cat - "$nat64_state/sessions/sessions.log" >"$run/sessions.log"
cat "$run/sessions.log" >"$nat64_state/sessions/sessions.log"
perform "$lab/nat64-log" restart
wait_for 10 "ulogd to hear of sessions" heard
expect "started again: it says from when to when nothing was recorded" '^nothing was recorded between 20.* and 20' who "$acme" --at "$lost"

former() { find "$nat64_state/sessions" -name 'sessions-*.log.gz'; }
# old_file TIME: one that was closed then.
closed_at() { printf 'sessions-%s.log.gz' "$(date -u -d "$1" +%Y%m%dT%H%M%SZ)"; }
old_file() { printf '# started 2020-01-01T00:00:00Z\n' | gzip >"$nat64_state/sessions/$(closed_at "$1")"; }
is_there() { [[ $(former) == *$(closed_at "$1")* ]]; }
is_gone() { nat64_reads; sleep 0.5; ! is_there "$1"; }
day_and_half=$(date -u -d '36 hours ago' +%Y-%m-%dT%H:%M:%SZ)
old_file 2020-01-02T00:00:00Z
old_file "$day_and_half"
wait_for 30 "the end of an old file" is_gone 2020-01-02T00:00:00Z
ok "a file older than log-days goes"
expect_status "one of a day and a half stays, as log-days is 2" 0 is_there "$day_and_half"
shared_address 1
wait_for 30 "the end of what is older than a day" is_gone "$day_and_half"
ok "and goes when log-days becomes 1"
compressed() { nat64_reads; sleep 0.5; [[ $(former) ]]; }
wait_for 30 "the file of the day before to be closed and compressed" compressed
ok "the file of a day that is over is closed and compressed"
expect "what it tells is found" '^acme/web1 had it for TCP to 203\.0\.113\.4:80 from ' who "$acme" --at "$acme_at"
fetch umbra-web1
expect_within 5 "and what came since" '^umbra/web1 had it for TCP' who "$used"
expect "in a new file" "reply.l4.dport=${used##*:}," cat "$nat64_state/sessions/sessions.log"

change_gateway ''
unrecorded() { ! records; }
wait_for 20 "the end of the record" unrecorded
ok "without log-days nothing is recorded"
no_file() { nat64_reads; sleep 0.5; ! find "$nat64_state/sessions" -name 'sessions*log*' | grep -q .; }
wait_for 30 "the end of all files" no_file
ok "and what was goes"
stop_echo
