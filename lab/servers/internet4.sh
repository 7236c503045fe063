# shellcheck shell=bash disable=SC2154 # lib.sh and gateway.sh are sourced by the one that sources this
# What an IPv4-only server offers besides its web page, for the cases that ask for it: by TCP on port 7007 an echo, by UDP on
# port 7008 the client's address and port. By NAT64 it is 2001:db8:64:64::cb00:7104.

server4_by_nat64=2001:db8:64:64::cb00:7104

start_echo() {
  daemon_at server4 "$run/server4/echo.pid" "$logs/server4/echo.log" \
    socat TCP4-LISTEN:7007,fork,reuseaddr EXEC:cat
  daemon_at server4 "$run/server4/mirror.pid" "$logs/server4/mirror.log" \
    socat -T 2 UDP4-RECVFROM:7008,fork "SYSTEM:echo you are \$SOCAT_PEERADDR port \$SOCAT_PEERPORT"
  wait_for 10 "the echo on server4" listens server4 7007
  wait_for 10 "the mirror on server4" takes_datagrams server4 7008
}
# takes_datagrams PLACE PORT
takes_datagrams() { at "$1" ss -Hlun "sport = :$2" | grep -q .; }
stop_echo() {
  end_of "$run/server4/echo.pid" TERM
  end_of "$run/server4/mirror.pid" TERM
}

# A session of a host with server4 that lasts: talk_begins PLACE, more_talk N, talk_ends; $talk_broke says why it broke, if it did.
talk_begins() {
  rm -rf "$run/talk"
  mkdir "$run/talk"
  at "$1" python3 -B "$lab/cases/talk.py" "$server4_by_nat64" 7007 "$run/talk" 2>"$run/talk/errors" &
  talker=$!
  wait_for 10 "the first answers" talk_has 3
}
talk_has() { (($(wc -l <"$run/talk/answers") >= $1)); }
more_talk() { wait_for 40 "$1 more answers" talk_has $(($(wc -l <"$run/talk/answers") + $1)); }
talk_ends() {
  touch "$run/talk/stop"
  talk_broke=''
  wait "$talker" || talk_broke="broke after $(wc -l <"$run/talk/answers") answers: $(<"$run/talk/errors")"
}
