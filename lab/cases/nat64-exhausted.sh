# shellcheck shell=bash disable=SC2154 # internet4.sh sets server4_by_nat64
# A customer's block of ports is used up: status, SNMP and Prometheus tell whose it is, and nobody else notices.
needs_sixgate

# snmptrapd on server4, which nobody has to ask for notifications.
mkdir -p "$run/server4/snmp" "$logs/server4"
printf 'authCommunity log public\n' >"$run/server4/snmptrapd.conf"
daemon_at server4 "$run/server4/snmptrapd.pid" "$logs/server4/snmptrapd.log" \
  env MIBDIRS="$root/snmp-agent/src/test/mibs:/usr/share/snmp/mibs:$root/snmp-agent/src/main/mibs" MIBS=SIXGATE-MIB \
  SNMP_PERSISTENT_DIR="$run/server4/snmp" \
  snmptrapd -f -Lo -C -c "$run/server4/snmptrapd.conf" -Oqs -F '%V|%v\n' udp:203.0.113.4:1162
start_echo
settled
cat >"$run/holds.py" <<'PY'
"""holds.py ADDRESS COUNT SOURCE FILE: asks for so many sessions at once, says how many came about, holds them while FILE is there."""
import errno, os, selectors, socket, sys, time
address, count, source, file = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
selector, held, kept = selectors.DefaultSelector(), 0, []
for _ in range(count):
    one = socket.socket(socket.AF_INET6)
    one.setblocking(False)
    one.bind((source, 0))
    kept.append(one)
    if one.connect_ex((address, 7007)) not in (0, errno.EINPROGRESS):
        continue
    selector.register(one, selectors.EVENT_WRITE)
end = time.monotonic() + 6  # by then an answer has come, if one comes
while time.monotonic() < end and held < count:
    for key, _ in selector.select(0.1):
        selector.unregister(key.fileobj)
        held += key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
print(f"{held} of {count}", flush=True)
while os.path.exists(file):
    time.sleep(0.1)
PY
touch "$run/hold"
# What other cases have left is none of umbra's sessions here.
at gateway conntrack -D --orig-src 198.18.0.0/15 >/dev/null 2>&1 || :
# Sessions that are there before umbra has ports of its own; they keep those they have.
at umbra-web1 python3 -B "$run/holds.py" "$server4_by_nat64" 30 2001:db8:b::53 "$run/hold" >"$run/before" &
before_said() { [[ -s $run/before ]]; }
wait_for 20 "the first sessions to come about" before_said
expect_equal "before its ports are few umbra has as many sessions as it wants" "30 of 30" "$(<"$run/before")"
change_gateway "s/^    acme: { address: 192.0.2.33 }/&\n    umbra: { address: 192.0.2.35, ports: 2000-2015 }/
  \$a snmp: { receivers: [{ address: 203.0.113.4:1162 }] }"
settled
start_agent snmp

reads_and_says() { nat64_reads; sixgate_says status; }
page() { at gateway curl -sS --max-time 5 http://127.0.0.1:9664/metrics; }
reads_and_counts() { nat64_reads; page; }
expect_within 20 "what began before is among umbra's sessions" '^sixgate_nat64_share_sessions\{share="umbra"\} (3[0-9]|4[0-9])\.0' reads_and_counts
expect "and takes none of the new ports" '^sixgate_nat64_share_ports_in_use\{share="umbra"\} 0\.0' page
expect_not "of which nothing is said" 'nat64: umbra' reads_and_says

natv2() {
  at gateway env MIBDIRS="$root/snmp-agent/src/test/mibs:/usr/share/snmp/mibs" MIBS=NATV2-MIB SNMP_PERSISTENT_DIR="$run/gateway/snmp" \
    "snmp$1" -v2c -c public 127.0.0.1:16161 "${@:2}"
}
number() { natv2 get -Oqv "natv2$1"; }
# Former cases in this lab had sessions refused, too.
refused_before=$(number InstancePortMapFailureDrops.1)

# The host's two addresses share the customer's block.
for source in 2001:db8:b::80 2001:db8:b::53; do
  at umbra-web1 python3 -B "$run/holds.py" "$server4_by_nat64" 15 "$source" "$run/hold" >"$run/umbra-$source" &
done
came_about() { cat "$run/umbra-2001:db8:b::80" "$run/umbra-2001:db8:b::53"; }
both_said() { (($(came_about | wc -l) == 2)); }
wait_for 20 "both to say what came about" both_said
expect_equal "of 30 sessions of umbra 16 come about, as many as it has ports" 16 "$(came_about | awk '{n += $1} END {print n}')"

expect_within 20 "status names umbra, the server, and how many found none" \
  'nat64: umbra has 100 % of its 16 TCP ports in use for 203\.0\.113\.4:7007, and 14 sessions found none, the last by 20' reads_and_says
expect "and counts one share that is full" 'shares-nearly-full 1' sixgate_says status
expect "the kernel counts them as well" 'insert-failed ([2-9]|1[0-9]|[1-9][0-9]{2})' sixgate_says status
expect_not "of acme nothing is said" 'nat64: acme' sixgate_says status
expect_within 20 "Prometheus reads how many ports umbra uses" '^sixgate_nat64_share_ports_in_use\{share="umbra"\} 16\.0' page
expect "of how many" '^sixgate_nat64_share_ports\{share="umbra"\} 16\.0' page
expect "and how many sessions found none" '^sixgate_nat64_share_sessions_without_port_total\{share="umbra"\} 14\.0' page

# ---- by SNMP's standard module
# umbra's row is the one whose hosts live in its prefix: the end of the names of its objects.
row=$(natv2 walk -Oqs natv2SubscriberInternalPrefix | awk '/"20 01 0D B8 00 0B /{sub(/^natv2SubscriberInternalPrefix\./, "", $1); print $1}')
expect "NATV2-MIB has umbra as a subscriber, by its prefix" '^[0-9]+$' echo "$row"
expect_equal "of its length" 48 "$(number "SubscriberInternalPrefixLength.$row")"
expect "with the sessions that it holds, 30 from before and 16" '^(4[6-9]|5[0-9])$' number "SubscriberPortMapEntries.$row"
expect_equal "and the 14 that found no port" 14 "$(number "SubscriberPortMapFailureDrops.$row")"
expect_equal "the instance has them, too" 14 $(($(number InstancePortMapFailureDrops.1) - refused_before))
expect_equal "and the pool" 14 $(($(number PoolPortMapFailureDrops.1.1) - refused_before))
expect_equal "which has as many entries as the instance, umbra's included" yes \
  "$( (($(number PoolPortMapEntries.1.1) == $(number InstancePortMapEntries.1) && $(number InstancePortMapEntries.1) >= 16)) && echo yes)"
expect_equal "the pool's addresses are those of gateway.yaml" '"C0 00 02 20 " "C0 00 02 23 "' "$(echo "$(number PoolRangeBegin.1.1.1)" "$(number PoolRangeEnd.1.1.1)")"
expect "a table of subscribers comes" 'internal +ipv6 +"20 01 0D B8 00 0B ' natv2 table natv2SubscriberTable
expect "nothing can be set" 'noAccess|notWritable|authorizationError' natv2 set "natv2SubscriberLimitPortMapEntries.$row" u 7

expect_within 40 "SNMP's receivers are told whose share it is" \
  'sixgatePoolExhausted\|sixgateNoticeSubject.0 "?nat64 umbra"?\|sixgateNoticeState.0 begun\|sixgateNoticeText.0 "?umbra uses nearly all .* 16 of 16 ports; 0 packets refused, 14 sessions found no port' \
  cat "$logs/server4/snmptrapd.log"

many() { at "$1" python3 -B "$run/holds.py" "$server4_by_nat64" "$2" "$3" "$run/nothing"; }
expect "acme has as many sessions as it wants" '^30 of 30$' many acme-web1 30 2001:db8:a::80
expect "umbra reaches other ports of the server all the same" 'you are 192\.0\.2\.35' \
  at umbra-web1 curl -sS --max-time 5 "http://[$server4_by_nat64]/"

rm "$run/hold"
wait
expect "what conntrack forgets is free" 'flow entries have been deleted' at gateway conntrack -D -p tcp --orig-src 198.18.0.0/15
umbra_visits() { at umbra-web1 python3 -B "$run/holds.py" "$server4_by_nat64" 5 2001:db8:b::80 "$run/nothing"; }
expect "and umbra has sessions again" '^5 of 5$' umbra_visits
expect_within 20 "status tells for five minutes what was" 'nat64: umbra had all ports in use that go to one server, and 14 sessions' reads_and_says

# ---- without the program
end_of "$(agent_pid_file nat64)" TERM
(export SIXGATE_CONNTRACK=$run/no-conntrack && start_agent nat64)
expect_within 20 "without conntrack it is said that nobody knows" 'how full the shares are is not known: .*no-conntrack.*; apt install conntrack' \
  sixgate_says status
end_of "$(agent_pid_file nat64)" TERM
start_agent nat64
change_gateway ''
settled
end_of "$(agent_pid_file snmp)" TERM
end_of "$run/server4/snmptrapd.pid" TERM
stop_echo
