# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "Mail clients: IMAPS, POP3S, submission"
type_in client4 "curl -sSv -u alice:alice-secret imaps://mail.acme.example/ 2>&1 | grep -E '^\* (LIST|  *subject)'"
shows "IMAPS 993" 'LIST .*INBOX'
type_in client4 "curl -sSv -u bob:bob-secret pop3s://mail.umbra.example/ 2>&1 | grep -E '^< \+OK'"
shows "POP3S 995" '\+OK'
for port in 465 587; do
  type_in client4 "printf 'Subject: hello by $port\r\n\r\nhello\r\n' | curl -sSv -u alice:alice-secret --mail-from alice@acme.example --mail-rcpt alice@acme.example -T - smtps://mail.acme.example:$port 2>&1 | grep -E '^< (220|250 .*queued)'"
  shows "SMTPS $port" "queued as"
done
type_in acme-web1 "grep -o 'connect from .*' /run/lab/log/acme-web1/postfix.log | tail -n 1"
shows "Postfix on the host logs the real client" "2001:db8:64::c633:6404"
