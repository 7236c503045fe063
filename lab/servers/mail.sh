# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The gateway's mail server. It is a JVM of some 200 MB, so only the cases start it that need it; it ends with the case.

# start_mail_relay: with the certificate that gateway.yaml names, and waits until it greets.
start_mail_relay() {
  local certificate=$run/gateway/mail
  if [[ ! -e $certificate/host.crt ]]; then
    mkdir -p "$certificate"
    make_certificate "$certificate" mx.provider.example smtp.provider.example
  fi
  # What a killed one left says "ok" as well.
  living "$(agent_pid_file mail-relay)" >/dev/null || rm -f /run/sixgate/mail-relay.json
  start_agent mail-relay
  wait_for 60 "the mail relay" mail_relay_runs || { tail -n 20 "$logs/gateway/mail-relay.log" >&2; return 1; }
}
mail_relay_runs() { grep -q '"state" : "ok"' /run/sixgate/mail-relay.json && living "$(agent_pid_file mail-relay)"; }
stop_mail_relay() { end_of "$(agent_pid_file mail-relay)" TERM; }

# say_smtp PLACE ADDRESS PORT LINE…: says the lines, each after the answer to the one before; prints the answers.
say_smtp() {
  local place=$1 address=$2 port=$3
  shift 3
  # shellcheck disable=SC2016 # expanded by the inner shell
  at "$place" timeout 20 bash -c '
    answer() {
      local line
      while IFS= read -r -t 15 line <&3; do
        printf "%s\n" "$line"
        [[ $line == ???-* ]] || return 0
      done
      return 1
    }
    exec 3<>"/dev/tcp/$1/$2"
    shift 2
    [[ ${1:-} != PROXY* ]] || { printf "%s\r\n" "$1" >&3; shift; }
    answer
    for line; do
      printf "%s\r\n" "$line" >&3
      answer || break
    done
  ' say_smtp "$address" "$port" "$@" | tr -d '\r'
}

# from_outside CLIENT TO SUBJECT [SWAKS OPTION…]: a mail to the relay of the gateway; prints the dialogue.
from_outside() {
  local client=$1 to=$2 subject=$3
  shift 3
  at "$client" timeout 60 swaks --server 192.0.2.1:25 --helo "$client.example" --from sender@elsewhere.example --to "$to" \
    --header "Subject: $subject" "$@"
}
# in_mailbox PLACE USER SUBJECT: the mail's files, one a line.
in_mailbox() { grep -rlsE "^Subject: $3\$" "$run/$1/mail/$2/Maildir/new"; }

# from_host PLACE FROM TO SUBJECT [SWAKS OPTION…]: a mail of a host to the smarthost; prints the dialogue.
from_host() {
  local place=$1 from=$2 to=$3 subject=$4
  shift 4
  at "$place" timeout 60 swaks --server smtp.provider.example:587 --helo "$place.example" --from "$from" --to "$to" \
    --header "Subject: $subject" "$@"
}

# start_internet_mail: the internet's mail server on server4. All its mail lies in one mailbox: in_mailbox server4 inbox SUBJECT.
start_internet_mail() {
  local etc=/etc/netns/server4/postfix data=$run/server4
  at server4 ss -Hltn 'sport = 25' | grep -q . && return 0
  cp -a /etc/postfix "$etc"
  mkdir -p "$data"/{postfix,postfix-data,mail}
  chown postfix "$data/postfix-data"
  chown mail:mail "$data/mail"
  make_certificate "$etc" mx.elsewhere.example mx.anchored.signed.example
  cat "$run/authority/ca.crt" >>"$etc/host.crt" # RFC 7671, section 5.2.2: who is found by his authority shows it
  render servers/postfix-internet.cf server4 >"$etc/main.cf"
  { printf '25 inet n - n - - smtpd\n'; grep -v '^[0-9 ]' "$lab/servers/postfix-master.cf"; } >"$etc/master.cf"
  daemonized_at server4 postfix start
  wait_for 10 "the internet's mail server" listens server4 25
}
# in_inbox SUBJECT: the text of the mail that arrived there.
in_inbox() {
  local file
  file=$(in_mailbox server4 inbox "$1") && tr -d '\r' <"$file"
}

# printed FILE HEADING: the lines below that heading of docs/FILE, which an operator or a customer pastes.
printed() {
  awk -v heading="### $2" '$0 == heading {on = 1; next} on && /^    / {print substr($0, 5); some = 1; next} on && some {exit}' \
    "$lab/../docs/$1" | grep .
}
