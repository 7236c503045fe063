# shellcheck shell=bash
# The gateway is watched by SNMP: asked itself, and through Debian's snmpd; by SNMPv2c and SNMPv3.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh" # printed

secrets=/etc/sixgate/snmp
install -d -m 700 "$secrets"
secret_of() { rm -f "$secrets/$1" && (umask 077 && printf 'authentic-%s\nencrypted-%s\n' "$1" "$1" >"$secrets/$1"); }
secret_of monitor
change_gateway "\$a snmp:\\n  users: [monitor]"
start_agent snmp

# snmp TOOL TARGET ARGUMENT…: v2c and v3 are ways to the agent, front2 and front3 to Debian's snmpd.
declare -A ways=(
  [v2c]="-v2c -c public 127.0.0.1:16161"
  [stranger]="-t 1 -r 0 -v2c -c private 127.0.0.1:16161"
  [v3]="-v3 -l authPriv -u monitor -a SHA-256 -A authentic-monitor -x AES -X encrypted-monitor 127.0.0.1:16161"
  [nobody]="-v3 -l authPriv -u nobody -a SHA-256 -A authentic-monitor -x AES -X encrypted-monitor 127.0.0.1:16161"
  [open]="-v3 -l noAuthNoPriv -u monitor 127.0.0.1:16161"
  [nagios]="-v3 -l authPriv -u nagios -a SHA-256 -A authentic-nagios -x AES -X encrypted-nagios 127.0.0.1:16161"
  [front2]="-v2c -c front 127.0.0.1"
  [front3]="-v3 -l authPriv -u front -a SHA-256 -A authentic-front -x AES -X encrypted-front 127.0.0.1"
)
snmp() {
  local -a way
  read -ra way <<<"${ways[$2]}"
  at gateway env MIBDIRS="$root/snmp-agent/src/test/mibs:/usr/share/snmp/mibs:$root/snmp-agent/src/main/mibs" \
    MIBS=SIXGATE-MIB SNMP_PERSISTENT_DIR="$run/gateway/snmp" "snmp$1" "${way[@]}" "${@:3}"
}
number() { snmp get "$1" -Oqv "$2"; }

expect_within 20 "asked by SNMPv2c, it tells of each agent" "sixgateAgentState.'sni-router' = INTEGER: ok\\(2\\)" \
  snmp walk v2c sixgateAgentState
expect "the table comes by SNMPv3, authenticated and encrypted" '^ +ok +[0-9a-f]+ +[0-9]+ +seconds +0 +0 +0' \
  snmp table v3 sixgateAgentTable
expect_within 15 "it tells of itself, too" "sixgateAgentState.'snmp' = INTEGER: ok\\(2\\)" snmp walk v3 sixgateAgentState
expect_within 10 "a walk goes to the end" 'sixgateLease|sixgateForward' snmp bulkwalk v3 sixgateMIB
expect_not "and has each object once" . eval 'snmp bulkwalk v2c -On sixgateMIB | grep -v "No more variables" | cut -d" " -f1 | sort | uniq -d'

names=$(sixgate_says endpoint list --json | jq '[.[] | select(.host | startswith("acme/"))] | length')
expect_equal "a customer has as many endpoints as the inventory says" "$names" "$(number v2c "sixgateCustomerEndpoints.'acme'")"
expect "an endpoint names its host" '"?acme/web1"?$' number v2c "sixgateEndpointHost.'www.acme.example'"
add_endpoint acme/web1.yaml "  - watched.acme.example"
expect_within 20 "one that is added is counted" "^$((names + 1))$" number v2c "sixgateCustomerEndpoints.'acme'"
put acme/web2.yaml <<<'address: 2001:db8:ffff::1'
expect_within 20 "an entry that is left out is a problem of the inventory" '^1$' number v2c sixgateInventoryProblems.0
rm "$inventory/acme/web2.yaml"

# ---- an agent that is dead
lab_agent_dies() { end_of "$(agent_pid_file dns-zones)" KILL; }
start_agent dns-zones
expect_within 20 "an agent that is started is seen" 'ok\(2\)' snmp get v2c "sixgateAgentState.'dns-zones'"
# check SERVICE AGENT: as Nagios would by what docs/monitoring.md has for it to be pasted; SERVICE is one of the two there.
agent_oid() { printf '%s' "$1" | od -An -v -tu1 -w1 | tr -d ' ' | paste -sd.; }
# shellcheck disable=SC2016 # Nagios' own macros, not the shell's
check() {
  local line arguments
  line=$(printed monitoring.md Nagios | sed -n 's/^ *command_line *//p')
  IFS='!' read -ra arguments <<<"$(printed monitoring.md Nagios | sed -n "/description .* $1\$/,/}/s/^ *check_command *//p")"
  line=${line//'$HOSTADDRESS$'/127.0.0.1} line=${line//'$USER3$'/authentic-monitor} line=${line//'$USER4$'/encrypted-monitor}
  line=${line//'$ARG1$'/${arguments[1]}} line=${line//'$ARG2$'/${arguments[2]}} line=${line//'$ARG3$'/${arguments[3]}}
  line=${line//'$ARG4$'/${arguments[4]/$(agent_oid sni-router)/$(agent_oid "$2")}}
  # shellcheck disable=SC2086 # a command with its words
  at gateway $line
}
expect_within 20 "check_snmp by the line in the docs, with SNMPv3: the agent's state is OK" '^SNMP OK - state \*?2' check state dns-zones
expect_status "with the status for it" 0 check state dns-zones
expect "its age, too" '^SNMP OK - age \*?[0-9]+' check age dns-zones
lab_agent_dies
# says STATE SECONDS: as if the agent had written that so long ago.
says() {
  jq --arg state "$1" --argjson age "$2" '.state = $state | .written = (now - $age | todate)' /run/sixgate/dns-zones.json >"$run/aged.json"
  mv "$run/aged.json" /run/sixgate/dns-zones.json
}
says failing 0
expect_within 20 "an agent that fails is a WARNING" '^SNMP WARNING - state \*?4' check state dns-zones
expect_status "with the status for it" 1 check state dns-zones
says ok 600
expect_within 20 "one that is dead is CRITICAL" '^SNMP CRITICAL - state \*?6' check state dns-zones
expect_status "with the status for it" 2 check state dns-zones
expect "its age, too, after five minutes" '^SNMP CRITICAL - age \*?[6-9][0-9]{2}' check age dns-zones
says ok 60 # as if a minute had passed
expect_within 20 "and after half a minute a WARNING" '^SNMP WARNING - age \*?([6-9][0-9]|[12][0-9]{2})' check age dns-zones
expect "of an agent that is not there nothing is known" 'UNKNOWN|No Such Instance' check state nobody
expect_within 20 "killed, and not heard of for a minute, it is stale" 'stale\(6\)' snmp get v2c "sixgateAgentState.'dns-zones'"
expect "with the reason in words" 'process [0-9]+ was last heard of ([6-9][0-9]|[0-9]{3}) s ago' number v2c "sixgateAgentReason.'dns-zones'"
echo '{ half' >/run/sixgate/dns-zones.json
expect_within 20 "a status file that is none is said to be that" 'unreadable\(7\)' snmp get v2c "sixgateAgentState.'dns-zones'"
rm -f /run/sixgate/dns-zones.json

# ---- who may ask, and what
refused=$(number v2c sixgateStrangersRefused.0)
expect "a wrong community gets no answer" 'Timeout' snmp get stranger sixgateVersion.0
expect "an unknown user is told so" 'Unknown user name' snmp get nobody sixgateVersion.0
expect "a user without encryption is refused" 'authorizationError|Unsupported security level' snmp get open sixgateVersion.0
expect_within 10 "the three are counted" "^$((refused + 3))$" number v2c sixgateStrangersRefused.0
expect "nothing can be set by SNMPv2c" 'noAccess|notWritable|authorizationError' snmp set v2c sixgateVersion.0 s other
expect "nor by SNMPv3" 'noAccess|notWritable|authorizationError' snmp set v3 sixgateVersion.0 s other
expect_equal "both are counted" 2 "$(number v2c sixgateWritesRefused.0)"
expect_equal "from outside there is no way to it" 0 "$(at client4 timeout 2 nmap -Pn -sU -p 16161 --host-timeout 2s 192.0.2.1 2>&1 | grep -c '16161/udp open ' || :)"

secret_of nagios
change_gateway "\$a snmp:\\n  users: [monitor, nagios]"
expect_within 20 "a user that is added reads without a restart" '0\.1\.0' snmp get nagios sixgateVersion.0
chmod 644 "$secrets/nagios"
kill -s HUP "$(living "$(agent_pid_file snmp)")"
expect_within 20 "passphrases that others can read are not used, and that is said" \
  'nagios can be read by others and is not used' sixgate_says status
expect_within 5 "the other user reads on" '0\.1\.0' snmp get v3 sixgateVersion.0

# ---- Debian's snmpd in front
mkdir -p "$run/gateway/snmpd" /etc/netns/gateway/snmp
cat >/etc/netns/gateway/snmp/snmpd.conf <<'END'
agentAddress udp:127.0.0.1:161
rocommunity front 127.0.0.1
createUser front SHA-256 authentic-front AES encrypted-front
rouser front authPriv
includeFile /usr/share/sixgate/snmp/sixgate.conf
END
start_snmpd() {
  daemon_at gateway "$run/gateway/snmpd.pid" "$logs/gateway/snmpd.log" \
    env SNMP_PERSISTENT_DIR="$run/gateway/snmpd" snmpd -f -Lo -I -mta_sendmail -C -c /etc/snmp/snmpd.conf
}
start_snmpd
expect_within 20 "Debian's snmpd hands it on by the line that is shipped" "sixgateAgentState.'snmp' = INTEGER: ok\\(2\\)" \
  snmp walk front2 sixgateAgentState
expect "and by SNMPv3" '^ +ok +[0-9a-f]+ +[0-9]+ +seconds +0 +0 +0' snmp table front3 sixgateAgentTable
expect_equal "one way tells what the other does" \
  "$(snmp bulkwalk v2c sixgateEndpointTable)" "$(snmp bulkwalk front2 sixgateEndpointTable)"
end_of "$run/gateway/snmpd.pid" TERM
start_snmpd
expect_within 20 "snmpd restarted: the same" '0\.1\.0' snmp get front3 sixgateVersion.0
end_of "$(agent_pid_file snmp)" KILL
start_agent snmp
expect_within 30 "the agent killed and started: the same, by the snmpd that ran on" '0\.1\.0' snmp get front2 sixgateVersion.0
expect_within 10 "and by SNMPv3, without a word to those who ask" '0\.1\.0' snmp get v3 sixgateVersion.0

# ---- a port that another program has
end_of "$(agent_pid_file snmp)" TERM
daemon_at gateway "$run/gateway/thief.pid" "$logs/gateway/thief.log" socat -u UDP4-RECV:16161,bind=127.0.0.1 /dev/null
start_agent snmp
expect_within 20 "a port that is taken is said" 'cannot listen on udp 127.0.0.1:16161: Address already in use' sixgate_says status
end_of "$run/gateway/thief.pid" TERM
expect_within 40 "once it is free the agent has it" '0\.1\.0' snmp get v2c sixgateVersion.0
end_of "$(agent_pid_file snmp)" TERM
end_of "$run/gateway/snmpd.pid" TERM
