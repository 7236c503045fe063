# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Mail: IPv4-only senders, IPv6-only mail servers, and nothing queued between them"
tell "The relay of the gateway asks the host's own Postfix while the sender waits; that one's answers are the sender's."
lab/server start mail-relay
type_in client4 "swaks --server 192.0.2.1 --from friend@elsewhere.example --to alice@acme.example --header 'Subject: hello from IPv4' | grep -E '^( ->|<..) +(RCPT|250 2|550)'"
shows "mail from an IPv4-only sender is taken by the host's own Postfix" "^<- +250 2.0.0 Ok: queued as"
type_in acme-web1 "grep ' client=' /run/lab/log/acme-web1/postfix.log | tail -n 1"
shows "whose log has the sender's address" "client=unknown\[::ffff:198.51.100.4\]"
type_in client4 "swaks --server 192.0.2.1 --from friend@elsewhere.example --to nobody@acme.example | grep -E '^( ->|<..) +(RCPT|250 2|550)'"
shows "an unknown recipient is refused at once, in the host's own words" "550 5.1.1 .*User unknown in virtual mailbox table"
type_in acme-web1 "postfix stop"
type_in client4 "swaks --server 192.0.2.1 --from friend@elsewhere.example --to alice@acme.example --header 'Subject: while it was down' | grep -E '^<. +250 2.0.0'"
shows "its server is down: mail for recipients it once confirmed is kept" "kept as"
type_in gateway "sixgate mail queue"
shows "sixgate mail queue shows what waits and why" "acme.example does not answer since .*Connection refused; 1 wait"
type_in acme-web1 "postfix start"
type_in acme-web1 "for i in {1..150}; do grep -rls '^Subject: while it was down' /run/lab/acme-web1/mail/alice/Maildir/new && break; sleep 0.1; done"
shows "started again, it has the mail within 15 s" Maildir
lab/agent stop mail-relay
lab/in gateway rm /run/sixgate/mail-relay.json
