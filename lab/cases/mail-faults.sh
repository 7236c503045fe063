# shellcheck shell=bash
# What breaks on the gateway while mail waits: files of the queue, the clock, the disk.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
faketime=/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketimeMT.so.1
[[ -e $faketime ]] || skip "libfaketime is not installed"
clock=$run/clock
set_clock() {
  printf '%s\n' "$1" >"$clock.new"
  chmod 644 "$clock.new"
  mv "$clock.new" "$clock"
}
start_by_that_clock() { # as in clock-jump
  (export LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$clock" FAKETIME_CACHE_DURATION=1 \
    FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 NO_FAKE_STAT=1 && start_mail_relay)
}
queue=/var/lib/sixgate/mail/in/primaries
mkdir -p "$queue"
mount -t tmpfs -o size=270m,mode=700 queue "$queue" # of this case's own: what is filled is no other's
kept='^<- +250 2\.0\.0 kept as'
sent() { from_outside client4 alice@acme.example "$1"; }
file() { find "$queue/acme.example" -name '*.mail' | sort | sed -n "$1p"; }
arrives() { expect_within "$1" "$2" Maildir in_mailbox acme-web1 alice "$3"; }

set_clock +0
start_mail_relay
expect "the primary confirms a recipient" '^<- +250 .*queued as' sent confirmed
at acme-web1 postfix stop >/dev/null 2>&1
for n in 1 2 3; do sent "faulty-$n" >/dev/null; done
expect "four mails are kept" "$kept" sent faulty-4

# ---- corrupt files
end_of "$(agent_pid_file mail-relay)" KILL
truncate -s -5 "$(file 1)"
printf 'X' | dd of="$(file 2)" bs=1 seek=$(($(stat -c %s "$(file 2)") - 5)) conv=notrunc status=none
printf 'nonsense' >"$queue/acme.example/zzz.mail"
start_by_that_clock
expect_log "kill -9, and one is cut off: set aside at the start, and the operator told why" gateway/mail-relay.log \
  'corrupt file=.*/acme\.example/.*\.mail moved-to=.*/\.corrupt/acme\.example-.* text="?its message has [0-9]+ bytes instead of '
expect_log "so is what is no mail at all" gateway/mail-relay.log 'corrupt file=.*/acme\.example/zzz\.mail moved-to='

# ---- the clock
set_clock -2d
expect_within 15 "the clock is set back by two days: mail is kept as ever" "$kept" sent set-back
at acme-web1 postfix start >/dev/null 2>&1
arrives 30 "the primary is found within its time, not after two days" faulty-3
arrives 15 "and has all the others" faulty-4
arrives 15 "that of the other day as well" set-back
expect_log "one with a changed byte is set aside, too, and not delivered" gateway/mail-relay.log 'corrupt file=.* text="?its message was changed: '
expect_equal "all three lie where a person finds them" 3 "$(find "$queue/.corrupt" -name 'acme.example-*' | wc -l)"
expect_equal "and were not delivered" "" "$(in_mailbox acme-web1 alice faulty-1)$(in_mailbox acme-web1 alice faulty-2)"
at acme-web1 postfix stop >/dev/null 2>&1
expect_within 10 "down again, kept again" "$kept" sent set-forward
set_clock +2d
# The file of what it keeps now is of the day that is set.
day=$(date -ud '+2 days' +%Y-%m-%d)
expect_within 15 "set forward by four days mail is kept" "$kept" sent forward
days_of_files() {
  sent forward-again >/dev/null
  grep -ah ^arrived "$queue"/acme.example/*.mail
}
expect_within 15 "by that clock" "^arrived $day" days_of_files
at acme-web1 postfix start >/dev/null 2>&1
arrives 30 "and nothing is given up" set-forward
set_clock +0

# ---- the disk
at acme-web1 postfix stop >/dev/null 2>&1
fallocate -l 30M "$queue/.filler"
expect_within 15 "the disk is full: 452, after the final dot" '^<\*\* +452 4\.3\.1 no room to store mail' sent no-room
expect_log "the operator is told" gateway/mail-relay.log 'spool-full text='
large() { at client4 python3 "$lab/cases/maillarge.py" 192.0.2.1 25 s@elsewhere.example alice@acme.example 20 "$1"; }
expect "of a large one no more is held than a megabyte" '^452 4\.3\.1 no room to store mail' large no-room
expect "mail that need not be kept goes through" '^<- +250 .*queued as' from_outside client4 bob@umbra.example unharmed
rm "$queue/.filler"
expect_within 10 "with room again it is kept again" "$kept" sent room-again
at acme-web1 postfix start >/dev/null 2>&1
arrives 30 "and delivered" room-again
expect_equal "what was answered 452 never came" "" "$(in_mailbox acme-web1 alice no-room)"
stop_mail_relay
umount "$queue"
