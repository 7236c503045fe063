# shellcheck shell=bash
# Customers' servers that hang at each verb, answer garbage, 4xx or 5xx, or drop the connection: what was acknowledged was taken.
needs_sixgate
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"

number=0
while read -r way; do
  put "acme/broken$number.yaml" <<END
# $way
address: 2001:db8:a::80
mail: { domains: [broken$number.example], primary: [{ address: 2001:db8:a::80, port: $((26300 + number)) }] }
END
  number=$((number + 1))
done < <(python3 "$lab/cases/mailbroken.py" ways)
start_mail_relay
taken=$run/taken answers=$run/answers
: >"$taken"
broken=$run/acme-web1/broken.pid
# servers serve|mended
servers() {
  daemon_at acme-web1 "$broken" "$logs/acme-web1/broken.log" python3 "$lab/cases/mailbroken.py" "$1" "$taken"
  wait_for 20 "the servers" listens acme-web1 $((26300 + number - 1))
}
servers serve
at client4 timeout 120 python3 "$lab/cases/mailbroken.py" send 192.0.2.1 25 >"$answers"

of() { sort "$answers" | grep -E -e "$1" || :; }
acknowledged() { of '^[^ ]+ 2[0-9]{2} '; }
took() { sort "$taken" | xargs; }
ways() { cut -d' ' -f1 | xargs; }
expect_equal "each way was tried" "$number" "$(wc -l <"$answers")"
expect_equal "a sender is told that his mail was taken where the farewell alone breaks, and by one who knows HELO only" \
  "EHLO-5xx QUIT-4xx QUIT-5xx QUIT-drops QUIT-garbage QUIT-hangs" "$(acknowledged | grep -v 'kept as' | ways)"
expect_equal "these are the ones who took it, each once" "$(acknowledged | grep -v 'kept as' | ways)" "$(took)"
expect_equal "a server that breaks behind a recipient whom it has confirmed: the mail is kept for it" \
  "DATA-drops DATA-garbage" "$(acknowledged | grep 'kept as' | ways)"
expect_equal "and lies on the gateway, that and no other" 2 "$(find /var/lib/sixgate/mail/in/primaries -name '*.mail' | wc -l)"
for verb in MAIL RCPT DATA dot; do
  expect "4xx at $verb: the sender has the server's own words" "^$verb-4xx 451 4\.3\.0 broken at $verb$" of "^$verb-4xx"
  expect "5xx at $verb, too" "^$verb-5xx 554 5\.3\.0 broken at $verb$" of "^$verb-5xx"
done
expect "and where it does not let the gateway in" '^greeting-5xx 554 5\.3\.0 broken at greeting$' of '^greeting-5xx'
expect_equal "whatever else breaks is no refusal: the sender is to come again, or waits as long as the server hangs" "" \
  "$(of '-(garbage|drops|hangs) ' | grep -vE '^(QUIT|DATA-[dg])|-(garbage|drops) 4[0-9]{2} |-hangs (0|4[0-9]{2}) ' || :)"
expect_equal "that holds for a greeting and EHLO with 4xx as well" "" "$(of '^(greeting|EHLO)-4xx' | grep -vE ' 4[0-9]{2} ' || :)"
expect "another customer's mail goes through" '^<- +250 .*queued as' from_outside client4 bob@umbra.example unharmed

end_of "$broken" TERM
servers mended
expect_within 60 "mended, they get what was kept: all that was acknowledged was taken, each once" \
  "^$(acknowledged | ways)$" took
expect_within 30 "nothing waits on the gateway" '"waiting" : 0' cat /run/sixgate/mail-relay.json
end_of "$broken" TERM
