# shellcheck shell=bash
# What is acknowledged is on the disk by then: the system calls of the relay are watched, in and out.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
command -v strace >/dev/null || skip "strace is not installed"
start_internet_mail
start_mail_relay
trace=$run/trace
# watched COMMAND…: while it runs. A call that others interrupt is on two lines; it counts when it has ended, an answer when it begins.
watched() {
  strace -f -y -s 80 -e trace=fsync,fdatasync,rename,renameat,renameat2,write,writev -o "$trace.raw" -p "$(living "$(agent_pid_file mail-relay)")" \
    2>"$run/strace.log" &
  local tracer=$!
  wait_for 20 "strace" grep -q attached "$run/strace.log"
  "$@" >"$run/said" 2>&1
  kill -INT "$tracer"
  wait "$tracer" || :
  awk '/ write(v)?\(/ {print; next}
    / <unfinished \.\.\.>$/ {sub(/ <unfinished \.\.\.>$/, ""); begun[$1] = $0; next}
    / resumed>/ {rest = $0; sub(/.* resumed>/, "", rest); print begun[$1] rest; next}
    {print}' "$trace.raw" >"$trace"
}
# steps ANSWER: what was done before it, in order, each once.
steps() {
  awk -v answer="\"$1" 'index($0, answer) {print "answered"; exit}
    /fdatasync\(.*\.new>\) += 0/ {print "message synced"}
    /rename[a-z0-9]*\(.*\.new".*\.mail".* = 0/ {print "renamed"}
    /fsync\([0-9]+<[^>]*\/(primaries|internet)>\) += 0/ {print "folders synced"}
    /fsync\([0-9]+<[^>]*\/[a-z@.-]+\.example[^>]*>\) += 0/ {print "folder synced"}' "$trace" | paste -sd, | sed 's/,/, /g'
}

expect "the primary confirms a recipient" '^<- +250 .*queued as' from_outside client4 alice@acme.example while-up
at acme-web1 postfix stop >/dev/null 2>&1
perform watched from_outside client4 alice@acme.example first
expect "the first mail for a server that is down is kept" '^<- +250 2\.0\.0 kept as' cat "$run/said"
expect_equal "with its folder's name, its text, its name, in this order, on the disk before that is said" \
  "folders synced, message synced, renamed, folder synced, answered" "$(steps '250 2.0.0 kept as')"
perform watched from_outside client4 alice@acme.example second
expect "another one, too" '^<- +250 2\.0\.0 kept as' cat "$run/said"
expect_equal "in a folder that is there" "message synced, renamed, folder synced, answered" "$(steps '250 2.0.0 kept as')"
perform watched from_host acme-web1 alice@acme.example someone@elsewhere.example out
expect "a host's mail is taken" '^<- +250 2\.6\.0 taken' cat "$run/said"
expect_equal "and was on the disk before that was said" "folders synced, message synced, renamed, folder synced, answered" "$(steps '250 2.6.0 taken')"
at acme-web1 postfix start >/dev/null 2>&1
for subject in first second; do
  expect_within 30 "$subject arrives" '^1$' eval "in_mailbox acme-web1 alice $subject | wc -l"
done
expect_within 30 "so does the host's" '^To: someone' in_inbox out
