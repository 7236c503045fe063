# shellcheck shell=bash
# What an IPv6-only host sends reaches an IPv4-only mail server by the smarthost; nobody else's mail does.
needs_sixgate
# shellcheck source=../servers/servers.sh
. "$lab/servers/servers.sh"
# shellcheck source=../servers/mail.sh
. "$lab/servers/mail.sh"
start_internet_mail
start_mail_relay
refused='^<\*\* +550 5\.7\.1 '
from=alice@acme.example to=someone@elsewhere.example

the_report() { in_mailbox acme-web1 alice "Your message could not be delivered" | xargs -r cat; }

# ---- a host, known by its address
for port in 25 587; do
  expect "a host hands its mail in on port $port, without a password" '^<- +250 2\.6\.0 taken' \
    from_host acme-web1 "$from" "$to" "port-$port" --server "smtp.provider.example:$port"
  expect_within 20 "and an IPv4-only server has it" "^To: $to" in_inbox "port-$port"
done
expect "with STARTTLS" '^<~ +250 2\.6\.0 taken' from_host acme-web1 "$from" "$to" starttls --tls --tls-verify
expect "with TLS from the first byte, on 465" '^<~ +250 2\.6\.0 taken' \
  from_host acme-web1 "$from" "$to" port-465 --server smtp.provider.example:465 --tls-on-connect --tls-verify
expect_within 20 "they arrive, too" '^Received: .*acme-web1' in_inbox starttls
expect_within 20 "both" "^To: $to" in_inbox port-465
expect "the Received header names the host and how it came" '^Received: from acme-web1\.example \(\[IPv6:2001:db8:a::80\]\)' in_inbox port-465
expect "and TLS" '^	by smtp\.provider\.example with ESMTPS id ' in_inbox port-465
expect_log "the way to the internet's server is encrypted where it offers that" server4/postfix.log \
  'disconnect from unknown\[192\.0\.2\.1\] ehlo=2 starttls=1 '
expect_log "who says the relay's name there" gateway/mail-relay.log "delivered id=[^ ]+ from=<$from> to=<$to> .*250 2\.0\.0 Ok: queued as"

# ---- as whom
expect "another domain in the envelope is refused, with those that are allowed" \
  "${refused}host acme/web1 may not send as umbra\.example; it may as acme\.example" \
  from_host acme-web1 bob@umbra.example "$to" envelope
expect "another domain in From is refused, too" "${refused}.*From header is of umbra\.example" \
  from_host acme-web1 "$from" "$to" header --header "From: bob@umbra.example"
expect "a second From as well" "${refused}it has more than one From header" \
  from_host acme-web1 "$from" "$to" two-from --add-header "From: bob@umbra.example"
expect "a domain below an allowed one is another domain" "$refused" from_host acme-web1 a@sub.acme.example "$to" below
expect "a report has no sender, but a From of the host's" '^<- +250 2\.6\.0 taken' \
  from_host acme-web1 '<>' "$to" report --header "From: mailer-daemon@acme.example"
expect "without that it is refused" "$refused" from_host acme-web1 '<>' "$to" report --header "From: x@umbra.example"

# ---- who
expect "a host without send-as may send nothing" "${refused}\[2001:db8:b::[0-9]+\] is no host that may send here" \
  from_host umbra-web1 "$from" "$to" stranger
expect "nmap's search for open relays finds none" "doesn't seem to be an open relay, all tests failed" at umbra-web1 \
  timeout 120 nmap -6 -Pn -p 25,587 --script smtp-open-relay --script-args smtp-open-relay.domain=elsewhere.example 2001:db8:ff::25
expect_not "on either port" 'is an open relay' echo "$output"
for route in '@mx.provider.example:victim@elsewhere.example' 'victim%elsewhere.example@acme.example' '"victim@elsewhere.example"@acme.example' \
  'elsewhere.example!victim' 'victim@[203.0.113.4]'; do
  expect_not "from a stranger no way of writing the recipient helps: $route" '^250.*taken|^354' \
    say_smtp umbra-web1 2001:db8:ff::25 25 "EHLO x.example" "MAIL FROM:<$from>" "RCPT TO:<$route>" "DATA"
done
for port in 25 587; do
  expect "nor the null sender, on port $port" '^550 5\.7\.1 \[2001:db8:b::[0-9]+\] is no host that may send here' \
    say_smtp umbra-web1 2001:db8:ff::25 $port "EHLO x.example" "MAIL FROM:<>"
done
expect "a parameter that EHLO did not announce is refused" '^555 5\.5\.4 there is no parameter RET here' \
  say_smtp acme-web1 2001:db8:ff::25 25 "EHLO x.example" "MAIL FROM:<$from> RET=HDRS"
login=(--auth-user web1@acme.example --auth-password)
expect "with the login it may, from any host" '^<~ +250 2\.6\.0 taken' \
  from_host umbra-web1 "$from" "$to" login --tls "${login[@]}" relay-secret
expect_within 20 "that mail arrives" 'with ESMTPSA id' in_inbox login
expect "as the login's domains only" '^<~\* +550 5\.7\.1 host acme/web1 may not send as umbra' \
  from_host umbra-web1 bob@umbra.example "$to" login --tls "${login[@]}" relay-secret
expect "a wrong password is refused" '^<~\* +535 5\.7\.8 ' from_host umbra-web1 "$from" "$to" wrong --tls "${login[@]}" guess
expect_not "no password is asked for in the clear" 'AUTH' say_smtp acme-web1 2001:db8:ff::25 587 "EHLO x.example"
expect "nor taken" '^538 5\.7\.11 ' say_smtp acme-web1 2001:db8:ff::25 587 "EHLO x.example" \
  "AUTH PLAIN $(printf '\0web1@acme.example\0relay-secret' | base64)"

# ---- where to
expect "a recipient whom the internet's server refuses" '^<- +250 2\.6\.0 taken' \
  from_host acme-web1 "$from" nobody@elsewhere.example bounced
expect_within 20 "is reported to the sender, in the server's words" 'Diagnostic-Code: smtp; 554 5\.7\.1 <nobody@elsewhere' \
  the_report
expect "one of a domain that takes no mail" '^<- +250' from_host acme-web1 "$from" a@nomail.example null-mx
expect_log "fails at once (null MX)" gateway/mail-relay.log 'failed .*to=<a@nomail\.example> .*5\.1\.10'
expect "one of a domain that does not exist" '^<- +250' from_host acme-web1 "$from" a@nowhere.example no-domain
expect_log "fails as well" gateway/mail-relay.log 'failed .*to=<a@nowhere\.example> .*5\.1\.2'
expect "one of a domain whose servers are inside the provider's network" '^<- +250' from_host acme-web1 "$from" a@inward.example inward
expect_log "gets no connection there" gateway/mail-relay.log \
  'failed .*to=<a@inward\.example> .*5\.4\.4 .*127\.0\.0\.1, where no mail may go; .*2001:db8:ff::80, where no mail may go'

# ---- from where: a pool for careful customers, one for those who have yet to show that they are (read for each message)
run_at gateway ip addr add 192.0.2.25/24 dev internet
run_at gateway ip addr add 192.0.2.26/24 dev internet
pools='pools:\n      - { name: clean, sources: [{ address: 192.0.2.25, name: out1.provider.example }] }'
pools+='\n      - { name: probation, customers: [umbra], sources: [{ address: 192.0.2.26, name: out2.provider.example }] }'
change_gateway "s|^  smarthost:|&\n    $pools|"
sed 's/^mail:/&\n  send-as: [umbra.example]/' "$lab/inventory/umbra/web1.yaml" | put umbra/web1.yaml
# Once he may send, the relay has read the pools as well: they were written before.
expect_within 30 "a customer on probation sends" '^<- +250 2\.6\.0 taken' from_host umbra-web1 bob@umbra.example "$to" pool-probation \
  --local-interface 2001:db8:b::80
expect "and one without a pool of his own" '^<- +250 2\.6\.0 taken' from_host acme-web1 "$from" "$to" pool-clean
expect_within 20 "the first's mail comes from an address of the first pool, under its name" \
  '^Received: from out1\.provider\.example \(unknown \[192\.0\.2\.25\]\)' in_inbox pool-clean
expect_within 20 "the other's from one of his pool, under its name" \
  '^Received: from out2\.provider\.example \(unknown \[192\.0\.2\.26\]\)' in_inbox pool-probation
for n in 1 2; do
  expect_log "the receiving server's log has address and name of pool $n" server4/postfix.log \
    "info: DATA from unknown\[192\.0\.2\.2$((4 + n))\].* helo=<out$n\.provider\.example>"
  expect_equal "which is the name of that address" "192.0.2.2$((4 + n))" "$(at server4 dig +short "out$n.provider.example" A)"
done
put gateway.yaml <"$lab/inventory/gateway.yaml"
run_at gateway ip addr del 192.0.2.25/24 dev internet
run_at gateway ip addr del 192.0.2.26/24 dev internet

# ---- it waits while the internet's server is away
at server4 postfix stop >/dev/null 2>&1 || :
expect "while the server is away, mail for it is taken" '^<- +250 2\.6\.0 taken' from_host acme-web1 "$from" "$to" patient
expect_log "it waits" gateway/mail-relay.log 'destination-down destination=elsewhere\.example'
end_of "$(agent_pid_file mail-relay)" KILL
daemonized_at server4 postfix start
start_mail_relay
expect_within 30 "a relay that was killed finds it on its disk and delivers it" "^To: $to" in_inbox patient
