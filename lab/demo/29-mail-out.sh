# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Mail out: an IPv6-only host writes to an IPv4-only mail server"
tell "The host hands its mail to the gateway's smarthost, which knows it by its address; no password."
lab/server start internet-mail
lab/server start mail-relay
type_in gateway "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out /etc/sixgate/inventory/acme/demo._domainkey.acme.example.pem 2>/dev/null; sixgate mail dns acme.example | cut -c1-100"
shows "sixgate mail dns prints what the customer's zone needs: SPF, DKIM, DMARC" "^demo._domainkey.acme.example. TXT .v=DKIM1"
type_in acme-web1 "swaks --server smtp.provider.example:587 --tls --from alice@acme.example --to friend@elsewhere.example --header 'Subject: hello from IPv6' | grep -E '^<. +250 2.6'"
shows "the smarthost takes a host's mail once it is on its disk" "250 2.6.0 taken"
type_in server4 "for i in {1..300}; do file=\$(grep -rls '^Subject: hello from IPv6' /run/lab/server4/mail/inbox/Maildir/new) && break; sleep 0.1; done; grep -E '^(Received|DKIM-Signature|From|To|Subject)' \$file | cut -c1-100"
shows "an IPv4-only mail server has it, from the gateway's IPv4 address" "^Received: from mx.provider.example .*192.0.2.1"
shows "signed for the host's domain" "^DKIM-Signature: "
type_in acme-web1 "swaks --server smtp.provider.example:587 --tls --from bob@umbra.example --to friend@elsewhere.example | grep -E '^<..? +550'"
shows "it may not write in another customer's name" "550 5.7.1 host acme/web1 may not send as umbra.example"
type_in umbra-web1 "swaks --server smtp.provider.example:25 --from alice@acme.example --to friend@elsewhere.example | grep -E '^<..? +550'"
shows "and a host that was not allowed may not send at all" "550 5.7.1 .2001:db8:b::[0-9]+. is no host that may send here"
lab/in gateway rm /etc/sixgate/inventory/acme/demo._domainkey.acme.example.pem
lab/agent stop mail-relay
lab/in gateway rm /run/sixgate/mail-relay.json
