# shellcheck shell=bash
# What a case is written with. Each sentence it proves is one line: `ok CASE: sentence`, `FAIL …` with what came back,
# or `SKIP … reason`.

inventory=/etc/sixgate/inventory
maps=/var/lib/sixgate/haproxy
start=$run/start

ok() { say "ok $case_name: $1"; }
not_ok() {
  say "FAIL $case_name: $1"
  shift
  say "    ${*//$'\n'/$'\n    '}"
}
# skip REASON: ends the case.
skip() {
  say "SKIP $case_name: $1"
  exit 0
}
needs_sixgate() {
  [[ -x $dist/bin/sixgate-sni-router && -x $dist/bin/sixgate ]] || skip "Sixgate is not built (target/dist/bin)"
}

# perform COMMAND…: sets $output (both streams) and $status. came_back COMMAND…: them, for a FAIL.
came_back() { printf '%s\nstatus %s\n%s' "$*" "$status" "${output:0:2000}"; }
perform() {
  status=0
  output=$("$@" 2>&1 </dev/null) || status=$?
}

# expect SENTENCE REGEX COMMAND…: the command's output (both streams) has a line that matches.
expect() {
  local sentence=$1 regex=$2
  shift 2
  perform "$@"
  if grep -qE -- "$regex" <<<"$output"; then ok "$sentence"; else not_ok "$sentence" "$(came_back "$@")"; fi
}

# expect_not SENTENCE REGEX COMMAND…: no line of the output matches; those that do are shown.
expect_not() {
  local sentence=$1 regex=$2 matching
  shift 2
  perform "$@"
  if matching=$(grep -E -- "$regex" <<<"$output"); then
    output=$matching
    not_ok "$sentence" "$(came_back "$@")"
  else
    ok "$sentence"
  fi
}

# expect_status SENTENCE STATUS COMMAND…
expect_status() {
  local sentence=$1 wanted=$2
  shift 2
  perform "$@"
  if [[ $status == "$wanted" ]]; then ok "$sentence"; else not_ok "$sentence" "$(came_back "$@")"; fi
}

# expect_within SECONDS SENTENCE REGEX COMMAND…: like expect, again and again until it holds or the time is over.
expect_within() {
  local seconds=$1 sentence=$2 regex=$3 end
  shift 3
  end=$((${EPOCHREALTIME/./} + seconds * 1000000))
  while :; do
    perform "$@"
    if grep -qE -- "$regex" <<<"$output"; then ok "$sentence"; return; fi
    if ((${EPOCHREALTIME/./} > end)); then not_ok "$sentence" "$(came_back "$@")"; return; fi
    sleep 0.02
  done
}

# expect_equal SENTENCE WANTED GOT
expect_equal() {
  if [[ $2 == "$3" ]]; then ok "$1"; else not_ok "$1" "wanted $2, got $3"; fi
}

# expect_log SENTENCE PLACE/FILE REGEX: a line written to that log since the case began.
expect_log() {
  local log=$logs/$2
  expect_within 20 "$1" "$3" tail -c "+$((${marks[$2]:-0} + 1))" "$log"
}
declare -A marks

# ---------------------------------------------------------------- visitors

# visit CLIENT URL [CURL OPTION…]: the certificate is checked against the lab's authority; the answer and its status.
visit() {
  local client=$1 url=$2
  shift 2
  at "$client" curl -sS --max-time 5 -w '\nstatus %{http_code}\n' "$@" "$url"
}

# mailbox CLIENT URL USER: logs in to a mailbox by imaps:// or pop3s:// and lists it.
mailbox() { at "$1" curl -sS --max-time 10 -v -u "$3:$3-secret" "$2"; }

# submit CLIENT URL USER DOMAIN SUBJECT: the user sends himself a mail, by smtps:// (TLS from the first byte).
submit() {
  local client=$1 url=$2 user=$3 address=$3@$4 subject=$5
  printf 'From: %s\r\nTo: %s\r\nSubject: %s\r\n\r\nHello.\r\n' "$address" "$address" "$subject" >"$run/mail.txt"
  at "$client" curl -sS --max-time 10 -v -u "$user:$user-secret" --mail-from "$address" --mail-rcpt "$address" \
    --upload-file "$run/mail.txt" "$url"
}

# hello CLIENT PORT NAME [ADDRESS]: a bare TLS handshake with the gateway, with that server name, "" for none.
gateway=192.0.2.1
hello() {
  local name=(-servername "$3")
  [[ $3 ]] || name=(-noservername)
  at "$1" timeout 5 openssl s_client -connect "${4:-$gateway}:$2" "${name[@]}" -brief
}

# certificate_at CLIENT PORT NAME: fingerprint of what the gateway's visitor is shown; certificate_of PLACE: of what the host has.
certificate_at() {
  at "$1" timeout 5 openssl s_client -connect "$gateway:$2" -servername "$3" </dev/null 2>/dev/null |
    openssl x509 -noout -fingerprint -sha256
}
certificate_of() { at "$1" openssl x509 -noout -fingerprint -sha256 -in /etc/nginx/host.crt; }

# A visitor who comes again and again, each time by a new connection, until he is called off.
# Each visit is a line `BEGAN ENDED ok` or `BEGAN ENDED failed STATUS`, times in seconds with their microseconds.
# dns:NAME/TYPE@SERVER is a question, ssh:CONFIG a way through the jump host to acme's host.
visitor_comes() {
  local client=$1 url=$2
  rm -f "$run/visits.stop"
  : >"$run/visits"
  # shellcheck disable=SC2016 # expanded by the inner shell
  at "$client" bash -c "$(declare -f ask jump_ahead)"'
    visit() {
      case $1 in
        dns:*) ask "$1" | grep -q "status: NOERROR" ;;
        ssh:*) jump_ahead "$1" 2>/dev/null | grep -q "^SSH-" ;;
        *) curl -sf --max-time 8 -o /dev/null "$1" ;;
      esac
    }
    while [[ ! -e $1.stop ]]; do
      began=$EPOCHREALTIME
      if visit "$2"; then came=ok; else came="failed $?"; fi
      echo "$began $EPOCHREALTIME $came" >>"$1"
    done
  ' visitor "$run/visits" "$url" &
  visitor=$!
  wait_for 5 "the first visits" visits_done 3
}
ask() {
  local name type server
  IFS=/@ read -r name type server <<<"${1#dns:}"
  dig +time=2 +tries=1 "@$server" "$name" "$type"
}
jump_ahead() { timeout 10 ssh -F "${1#ssh:}" -p 2222 -W '[2001:db8:a::80]:22' jump@192.0.2.1 </dev/null; }
visits_done() { (($(wc -l <"$run/visits") >= $1)); }
# more_visits N: until so many more have been made.
more_visits() {
  local n
  n=$(wc -l <"$run/visits")
  wait_for 20 "$1 more visits" visits_done $((n + $1))
}
visitor_goes() {
  touch "$run/visits.stop"
  wait "$visitor" || :
}
# failed_visits [FROM TO]: how many failed, without those that were under way between the two times.
failed_visits() {
  awk -v from="${1:-0}" -v to="${2:-0}" '$3 == "failed" && !($1 <= to && $2 >= from) {n++} END {print n + 0}' "$run/visits"
}

# ---------------------------------------------------------------- the gateway

# put FILE: writes standard input to that file of the inventory, as a panel would: whole, by rename.
put() {
  cat >/etc/sixgate/new
  mkdir -p "$inventory/$(dirname "$1")"
  mv /etc/sixgate/new "$inventory/$1"
}
take_away() { rm -r "${inventory:?}/$1"; }
# add_endpoint FILE LINE…: the file as the lab has it, with more lines at its end (endpoints stand last there).
add_endpoint() {
  local file=$1
  shift
  { cat "$lab/inventory/$file"; printf '%s\n' "$@"; } | put "$file"
}
# change_gateway SED-SCRIPT
change_gateway() { sed "$1" "$lab/inventory/gateway.yaml" | put gateway.yaml; }

sixgate_says() { at gateway sixgate "$@"; }
# Until all agents have done what the inventory says.
settled() { wait_for 20 "the agents to be done" sixgate_says status || { sixgate_says status >&2; false; }; }
# Until an agent has done what the inventory says, though it be to remove a great part of all there is.
lets_go() {
  # Its status is that of all agents.
  grep -qE "^$1 +ok +[0-9a-f]+ +[^ ]+ +0 +0 " <<<"$(sixgate_says status)" || { sixgate_says force "$1"; false; }
}
# nat64_reads: everything anew, so that sixgate status has the counters of now.
nat64_reads() { kill -s HUP "$(living "$(agent_pid_file nat64)")"; }
# runtime COMMAND: asks HAProxy over Sixgate's own socket.
runtime() { printf '%s\n' "$1" | at gateway socat -t 5 - UNIX-CONNECT:/run/sixgate/haproxy.sock; }
live_entries() { runtime "show map $1" | sed -E 's/^0x[0-9a-f]+ //; /^$/d' | sort; }
entries_on_disk() { grep -v '^#' "$1" | sort || :; }
live_is_disk() {
  local map
  for map in "$maps"/*.map; do
    [[ $(live_entries "$map") == "$(entries_on_disk "$map")" ]] || return 1
  done
}
