# shellcheck shell=bash disable=SC2154 # gateway.sh sets unbound_pid_file
# The agent dns64 with a full disk, damaged files, servers that hang, a second agent; with a broken inventory: resolver-inventory.
needs_sixgate

resolver=2001:db8:ff::53
state=/var/lib/sixgate/dns64
asks() { at umbra-web1 dig +time=2 +tries=1 "@$resolver" "$1" "$2"; }
made='AAAA[[:space:]]+2001:db8:64:64::cb00:7104'
hidden='ANSWER: 0' told='A[[:space:]]+203\.0\.113\.4'
umbra_is() { { cat "$lab/inventory/umbra/customer.yaml"; [[ $1 == with-ipv4 ]] || echo "ipv6-only: true"; } | put umbra/customer.yaml; }
dns64_is_well() { expect_within 60 "$1" '^dns64 +ok +[0-9a-f]+ +[^ ]+ +0 +0 ' sixgate_says status; }
visitor_comes umbra-web1 "dns:server4.example/AAAA@$resolver"

# A tmpfs in the lab: as large as what is in it.
mount -o "remount,size=$(df --output=used -k /var/lib/sixgate | tail -n 1 | tr -d ' ')k" /var/lib/sixgate
umbra_is ipv6-only
expect_within 15 "disk full: the operator hears it" '[Nn]o space left on device' sixgate_says status
expect "disk full: hosts resolve" "$made" asks server4.example AAAA
mount -o remount,size=50% /var/lib/sixgate
expect_within 60 "room again: what the file says holds" "$hidden" asks server4.example A

visitor_goes
expect_equal "no question failed" 0 "$(failed_visits)"

# Servers that hang.
front=$(at gateway "$lab/dnsdist" pid resolver)
kill -s STOP "$(living "$unbound_pid_file")"
umbra_is with-ipv4
expect_within 30 "Unbound hangs: the operator hears it" '^failure: .*Unbound at 127\.0\.0\.1:5310 does not answer' sixgate_says status
kill -s CONT "$(living "$unbound_pid_file")"
expect_within 60 "it goes on: what changed meanwhile holds" "$told" asks server4.example A
dns64_is_well "and all is well"
kill -s STOP "$front"
umbra_is ipv6-only
expect_within 60 "dnsdist hangs: the operator hears it" '^failure: .*does not answer' sixgate_says status
kill -s CONT "$front"
expect_within 60 "it goes on: what changed meanwhile holds" "$hidden" asks server4.example A
dns64_is_well "and all is well, too"
expect_equal "without a restart of dnsdist" "$front" "$(at gateway "$lab/dnsdist" pid resolver)"

pid=$(living "$(agent_pid_file dns64)")
expect "a second agent is told who is there, by pid" "$pid" at gateway sixgate-dns64

# What a power cut may leave: the table of clients, without which dnsdist does not start, and Unbound's fragment.
dnsdist_is_back() { "$lab/dnsdist" start resolver && asks server4.example AAAA | grep -qE "$made"; }
for left in 0 100; do
  end_of "$(agent_pid_file dns64)" KILL
  "$lab/dnsdist" kill resolver
  end_of "$unbound_pid_file" KILL
  for file in "$state/ipv6-only-48.cdb" /etc/netns/gateway/unbound/unbound.conf.d/sixgate.conf; do head -c "$left" /dev/zero >"$file"; done
  start_agent dns64
  start_unbound || :
  # As by systemd, which tries every two seconds.
  { wait_for 60 "dnsdist" dnsdist_is_back; } >/dev/null 2>&1 &
  unbound_is_back() { start_unbound; asks server4.example AAAA; }
  expect_within 60 "$left bytes of zeros left of its files by a power cut: the agent puts them right" "$made" unbound_is_back
  expect_within 30 "and A is hidden as before ($left)" "$hidden" asks server4.example A
done
dns64_is_well "in the end all is well"
put umbra/customer.yaml <"$lab/inventory/umbra/customer.yaml"
