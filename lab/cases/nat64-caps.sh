# shellcheck shell=bash disable=SC2154 # internet4.sh sets server4_by_nat64
# A customer with too many sessions is refused more of them, at once; nobody else is.
needs_sixgate

start_echo
change_gateway 's/acme: { address: 192.0.2.33 }/acme: { address: 192.0.2.33, sessions: 20 }/'
settled
cat >"$run/many.py" <<'PY'
import socket, sys
address, count = sys.argv[1], int(sys.argv[2])
held, refused = [], 0
for _ in range(count):
    try:
        held.append(socket.create_connection((address, 7007), timeout=2))
    except OSError:
        refused += 1
print(f"{len(held)} sessions, {refused} refused", flush=True)
PY
expect "of 30 sessions of acme 20 come about" '^20 sessions, 10 refused$' at acme-web1 python3 -B "$run/many.py" "$server4_by_nat64" 30
expect "umbra has as many as it wants" '^30 sessions, 0 refused$' at umbra-web1 python3 -B "$run/many.py" "$server4_by_nat64" 30
nat64_reads
expect_within 20 "they are counted" 'refused-sessions [1-9]' sixgate_says status
reads_and_says() { nat64_reads; sixgate_says status; }
expect_within 20 "status tells whose they were, and of how many" \
  'nat64: acme was refused 1[0-9] packets that would begin a session above its 20, the last by 20' reads_and_says
expect "the number stands in acme's row for SNMP and Prometheus" '^1[0-9]$' jq '.tables["nat64-shares"].acme["refused-sessions"]' /run/sixgate/nat64.json
expect_equal "and umbra was refused nothing" 0 "$(jq '.tables["nat64-shares"].umbra["refused-sessions"] // 0' /run/sixgate/nat64.json)"
# Started anew, it tells none of what is over.
end_of "$(agent_pid_file nat64)" TERM
start_agent nat64
change_gateway ''
settled
expect "without the number there is no such end" '^30 sessions, 0 refused$' at acme-web1 python3 -B "$run/many.py" "$server4_by_nat64" 30
stop_echo
