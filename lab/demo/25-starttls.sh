# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "STARTTLS: mail and a database that begin in the clear, each with the host's own certificate, verified"
tell "The name stands only in the ClientHello behind STARTTLS. The gateway speaks the part before it, and TLS runs from end to end."
for who in "alice acme" "bob umbra"; do
  user=${who% *} customer=${who#* }
  type_in client4 "printf 'Subject: hello by STARTTLS\r\n\r\nhello\r\n' | curl -sSv --ssl-reqd -u $user:$user-secret --mail-from $user@$customer.example --mail-rcpt $user@$customer.example -T - smtp://mail.$customer.example:587 2>&1 | grep -E '^(< (220|250 .*queued)|\*  (subject:|SSL certificate))'"
  shows "587 STARTTLS: $user submits to $customer's own Postfix" "subject: CN=$customer.example"
  shows "… certificate verified, mail taken" "< 250 .*queued as" "certificate problem"
  type_in client4 "curl -sSv --ssl-reqd -u $user:$user-secret imap://mail.$customer.example/INBOX -X 'FETCH 1:* BODY[HEADER.FIELDS (SUBJECT)]' 2>&1 | grep -E '^\* +[0-9]+ FETCH|^Subject|^\*  (subject:|SSL certificate)'"
  shows "143 STARTTLS: $user reads at $customer's own Dovecot, certificate verified" "subject: CN=$customer.example" "certificate problem"
done
type_in acme-web1 "grep -o 'submission/smtpd.* connect from .*' /run/lab/log/acme-web1/postfix.log | tail -n 1"
shows "the host logs the real client there, too" "2001:db8:64::c633:6404"
lab/server start postgresql acme-web1 alice
lab/server start postgresql umbra-web1 bob
for who in "alice acme" "bob umbra"; do
  user=${who% *} customer=${who#* }
  type_in client4 "PGPASSWORD=$user-secret psql -AtX 'host=mail.$customer.example user=$user dbname=postgres sslmode=verify-full sslrootcert=/etc/ssl/certs/ca-certificates.crt' -c \"select 'hello ' || current_user || ' from ' || host(inet_client_addr())\""
  shows "5432: psql with verify-full reaches $customer's own PostgreSQL" "^hello $user from"
done
type_in gateway "sixgate status | grep ^starttls"
shows "sixgate status counts by protocol and outcome" "^starttls imap: came "
