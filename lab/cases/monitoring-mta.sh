# shellcheck shell=bash
# What the mail relay did, told by SNMP's standard modules, which Debian's snmpd hands on with that of NAT64: each mail that was sent here is counted, in its place and once.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"

start_internet_mail
start_mail_relay
start_agent snmp

# snmp COMMUNITY PORT TOOL ARGUMENT…
snmp() {
  at gateway env MIBDIRS="$root/snmp-agent/src/test/mibs:/usr/share/snmp/mibs" MIBS=MTA-MIB:NATV2-MIB SNMP_PERSISTENT_DIR="$run/gateway/snmp" \
    "snmp$3" -v2c -c "$1" "127.0.0.1:$2" "${@:4}"
}
ours() { snmp public 16161 "$@"; }
# group DESTINATION: the end of the names of its row.
group() { ours walk -Oqs mtaGroupName | awk -v name="$1" '$2 == name {sub(/^mtaGroupName\./, "", $1); print $1}'; }
# of DESTINATION COLUMN…: in one line.
of() {
  local row column
  row=$(group "$1")
  [[ $row ]] || return 1
  for column in "${@:2}"; do ours get -Oqv "mtaGroup$column.$row"; done | xargs
}
messages() { of "$1" ReceivedMessages RejectedMessages StoredMessages TransmittedMessages; }
recipients() { of "$1" ReceivedRecipients StoredRecipients TransmittedRecipients; }
mta() { for column in "$@"; do ours get -Oqv "mta$column.8"; done | xargs; }

# as_sent PLACE USER SUBJECT: how many bytes the gateway handed over; in the files its lines are below those of Postfix, with LF.
as_sent() {
  in_mailbox "$@" | while IFS= read -r file; do
    LC_ALL=C awk '/^Received: from client4\.example \(\[198\.51\.100\.4\]\)$/ {below = 1} below {bytes += length($0) + 2} END {print bytes}' "$file"
  done | awk '{sum += $1} END {print sum + 0}'
}
kilo() { echo $((($1 + 1023) / 1024)); }
came() { in_mailbox "$@" | wc -l; }
# sent TIMES ANSWER TO SUBJECT [SWAKS OPTION…]
sent() {
  local n answers=""
  for ((n = 0; n < $1; n++)); do answers+=$(from_outside client4 "${@:3}" --body "$(printf '%070d\n' {1..300})" | grep -cE "$2" || :); done
  [[ $answers == "$(printf '1%.0s' $(seq "$1"))" ]] && echo "all $1" || echo "not all $1: $answers"
}

# ---- agents
relay_as_service() { echo "$(ours get -Oqv applName.8 | tr -d \") $(ours get -Oqv applOperStatus.8)"; }
expect_within 30 "each agent is a network service that is up" '^mail-relay up$' \
  relay_as_service
expect_equal "with Sixgate's version" "$(sixgate_says --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+')" "$(ours get -Oqv applVersion.8 | tr -d \")"
expect_equal "one that was started before sixgate-snmp has its start at zero" 0 "$(ours get -Oqvt applUptime.1)"
expect "a table of all of them comes" '^ +mail-relay +[0-9.]+ +[0-9:.]+ +up +[0-9:.]+$' ours table applTable

# ---- mail to customers
expect_equal "five mails are cut through to a customer" "all 5" "$(sent 5 '^<- +250 .*queued as' alice@acme.example counted)"
expect_equal "two to another one" "all 2" "$(sent 2 '^<- +250 .*queued as' bob@umbra.example counted)"
expect_equal "three are refused by the first one's server" "all 3" "$(sent 3 '^<\*\* +550 5\.1\.1' nobody@acme.example refused)"
expect_equal "one to a stranger's domain by the gateway itself" "all 1" "$(sent 1 '^<\*\* +550 5\.7\.1 relaying denied' x@elsewhere.example refused)"
at acme-web1 postfix stop >/dev/null 2>&1
expect_equal "its server down, four are kept" "all 4" "$(sent 4 '^<- +250 2\.0\.0 kept as' alice@acme.example kept)"
expect_within 40 "received, rejected, stored, transmitted: as it was" '^9 3 4 5$' messages acme.example
# spool COLUMN: of SIXGATE-MIB, for what waits for the customer.
spool() { ours get -Oqv "1.3.6.1.4.1.8072.9999.9999.6464.1.7.1.$1.$(printf relay/acme.example | od -An -v -tu1 -w1 | tr -d ' ' | paste -sd.)"; }
expect_within 20 "SIXGATE-MIB has the four, too" '^4$' spool 2
expect_within 20 "and that nobody answers there" '^1$' spool 5
expect_equal "and with the other customer" "2 0 0 2" "$(messages umbra.example)"
expect_equal "recipients received, stored and transmitted" "9 4 5" "$(recipients acme.example)"
expect_equal "as many kilo-octets transmitted as arrived" "$(kilo "$(as_sent acme-web1 alice counted)")" "$(of acme.example TransmittedVolume)"
expect "the oldest has waited for some seconds" '^0:0:[0-9]{2}:[0-9.]+$|^[0-9]+$' of acme.example OldestMessageStored
age=$(of acme.example OldestMessageStored)
expect_equal "hundredths of them, of less than ten minutes" yes "$( ((age > 0 && age < 60000)) && echo yes)"
expect_equal "a domain of nobody's has no row" "" "$(group elsewhere.example)"
at acme-web1 postfix start >/dev/null 2>&1
expect_within 40 "its server back, they came" '^4$' came acme-web1 alice kept
expect_within 40 "and are transmitted, none is stored" '^9 3 0 9$' messages acme.example
total=$(($(as_sent acme-web1 alice counted) + $(as_sent acme-web1 alice kept)))
expect_equal "as many kilo-octets as arrived, kept ones included" "$(kilo "$total") 0 $(kilo "$total")" \
  "$(of acme.example ReceivedVolume StoredVolume TransmittedVolume)"
expect "and SIXGATE-MIB has no row any more" 'No Such Instance' spool 2
expect_equal "nothing waits" 0 "$(of acme.example OldestMessageStored)"

# ---- mail of hosts
for n in 1 2 3; do
  expect "mail $n of a host to two people is taken" '^<- +250 2\.6\.0 taken' \
    from_host acme-web1 alice@acme.example one@elsewhere.example,two@elsewhere.example "outward-$n"
done
expect_within 40 "a row for the internet's domain" '^3 0 0 3$' messages elsewhere.example
expect_equal "with two recipients each" "6 0 6" "$(recipients elsewhere.example)"
expect_equal "told as the smarthost's" smarthost "$(of elsewhere.example Description | tr -d \")"
expect_equal "and the customer's as the relay's" relay "$(of acme.example Description | tr -d \")"
expect_equal "the whole server: the sum of its groups" "14 0 14 17 0 17" \
  "$(mta ReceivedMessages StoredMessages TransmittedMessages ReceivedRecipients StoredRecipients TransmittedRecipients)"
expect "a table of the groups comes" 'acme\.example' ours table mtaGroupTable

# ---- Debian's snmpd in front
mkdir -p "$run/gateway/snmpd" /etc/netns/gateway/snmp
cat >/etc/netns/gateway/snmp/snmpd.conf <<'END'
agentAddress udp:127.0.0.1:161
rocommunity front 127.0.0.1
includeFile /usr/share/sixgate/snmp/sixgate.conf
END
daemon_at gateway "$run/gateway/snmpd.pid" "$logs/gateway/snmpd.log" env SNMP_PERSISTENT_DIR="$run/gateway/snmpd" \
  snmpd -f -Lo -I -smux,mteTrigger,mteTriggerConf,mta_sendmail -C -c /etc/snmp/snmpd.conf
expect_within 20 "Debian's snmpd hands the modules on" '^14$' snmp front 161 get -Oqv mtaReceivedMessages.8
for module in applTable mta natv2MIB; do
  expect_equal "$module: one way tells what the other does" "$(ours walk "$module" | grep -v OldestMessage)" \
    "$(snmp front 161 bulkwalk "$module" | grep -v OldestMessage)"
done
expect "nothing can be set" 'noAccess|notWritable|authorizationError' ours set mtaGroupName.8.1 s other

# ---- a start
stop_mail_relay
expect_within 30 "a relay that was stopped is down" '^down$' ours get -Oqv applOperStatus.8
changed=$(ours get -Oqvt applLastChange.8)
expect_equal "since a time that sysUpTime says" yes "$( ((changed > 0 && changed <= $(ours get -Oqvt .1.3.6.1.2.1.1.3.0))) && echo yes)"
start_mail_relay
expect_within 40 "started again it counts from zero" '^0$' ours get -Oqv mtaReceivedMessages.8
uptime=$(ours get -Oqvt applUptime.8)
expect_equal "and its start is behind that" yes "$( ((uptime > changed - 100)) && echo yes)"
end_of "$run/gateway/snmpd.pid" TERM
