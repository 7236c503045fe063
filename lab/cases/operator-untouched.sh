# shellcheck shell=bash
# HAProxy's own configuration, the operator's, is never Sixgate's: his frontends answer beside ours, his file is as it was.
needs_sixgate

expect "the operator's own frontend answers" "^the operator's own page" at gateway curl -sS http://127.0.0.1:8404/
expect "his public one answers on port 80 of his own address, beside ours" "^the operator's own site" \
  visit client4 http://192.0.2.80/
expect "what it is asked for makes no difference to it" "^the operator's own site" \
  visit client4 http://192.0.2.80/ -H 'Host: www.acme.example'
expect_status "his file is as he wrote it" 0 at gateway cmp /etc/haproxy/haproxy.cfg "$lab/gateway/haproxy.cfg"
expect "every proxy but his bears Sixgate's name" '^ours$' \
  eval 'runtime "show stat" | cut -d, -f1 | sort -u | grep -vE "^(# pxname|operator.*|sixgate_.*|MASTER|)$" || echo ours'

visitor_comes client4 http://192.0.2.80/
for ports in '443, 465, 993, 995, 9443' '443, 465, 993, 995'; do
  worker_before=$(worker)
  change_gateway "s/^tls-ports: .*/tls-ports: [$ports]/"
  wait_for 10 "our reload" another_worker_than "$worker_before"
  more_visits 10
done
visitor_goes
expect_equal "over two reloads of ours none of his visitors failed" 0 "$(failed_visits)"
