# shellcheck shell=bash
# The PROXY modes with Debian's own servers as receivers: each logs 198.51.100.4 plainly. nginx is in client-address.
needs_sixgate

for version in v1 v2; do
  for scheme in http https; do
    port=8081
    [[ $scheme == https ]] && port=8444
    expect "$version, $scheme: Apache httpd serves behind it" '^acme-web1 by httpd' \
      visit client4 "$scheme://httpd-$version.acme.example/"
    expect_log "$version, $scheme: Apache httpd logs the client's IPv4 address plainly" acme-web1/httpd.log \
      "^client=198.51.100.4 peer=2001:db8:a::1 host=httpd-$version.acme.example port=$port .* 200\$"
    expect "$version, $scheme: Apache httpd serves an IPv6 client" '^acme-web1 by httpd' \
      visit client6 "$scheme://httpd-$version.acme.example/"
    expect_log "$version, $scheme: and logs his address" acme-web1/httpd.log \
      "^client=2001:db8:1006::6 peer=2001:db8:a::1 host=httpd-$version.acme.example port=$port .* 200\$"
  done

  expect "$version, submissions: Postfix takes a mail behind it" '^< 250 .*queued as' \
    submit client4 "smtps://$version.acme.example:465" alice acme.example "465 by $version"
  expect_log "$version, submissions: Postfix logs the client's IPv4 address plainly" acme-web1/postfix.log \
    'postfix/behind-proxy/smtpd.* connect from unknown\[198.51.100.4\]'
  expect "$version, submissions: Postfix takes a mail from an IPv6 client" '^< 250 .*queued as' \
    submit client6 "smtps://$version.acme.example:465" alice acme.example "465 by $version"
  expect_log "$version, submissions: and logs his address" acme-web1/postfix.log \
    'postfix/behind-proxy/smtpd.* connect from unknown\[2001:db8:1006::6\]'

  expect "$version, imaps: Dovecot serves behind it" '^\* LIST .* INBOX' mailbox client4 "imaps://$version.acme.example/" alice
  expect_log "$version, imaps: Dovecot logs the client's IPv4 address plainly" acme-web1/dovecot.log \
    'imap-login: Info: Login: user=<alice>.* rip=198.51.100.4,'
  expect "$version, imaps: Dovecot serves an IPv6 client" '^\* LIST .* INBOX' \
    mailbox client6 "imaps://$version.acme.example/" alice
  expect_log "$version, imaps: and logs his address" acme-web1/dovecot.log \
    'imap-login: Info: Login: user=<alice>.* rip=2001:db8:1006::6,'
done

# kept_alive URL…: all by one curl; per answer "CODE NUMBER-OF-NEW-CONNECTIONS".
kept_alive() {
  local -a urls=()
  local url
  for url; do urls+=(-o /dev/null "$url"); done
  at client4 curl -sS --max-time 5 -w '%{http_code} %{num_connects}\n' "${urls[@]}"
}
# by_http2 URL…: HTTP/2 by prior knowledge (the second request on such a connection fails in curl 7.88 by itself);
# "connected" per connection, "200" per answer.
by_http2() { at client4 timeout 10 nghttp -nv "$@" | sed -nE 's/^\[.*\] Connected$/connected/p; s/.* :status: ([0-9]+)$/\1/p'; }
lines_since() { tail -c "+$((${marks[$1]:-0} + 1))" "$logs/$1"; }
for server in '' httpd-; do
  log=acme-web1/nginx.log field=proxy
  [[ $server ]] && log=acme-web1/httpd.log field=client
  for version in v1 v2; do
    url=http://$server$version.acme.example
    expect_equal "$server$version: HTTP keep-alive: four requests by one connection" \
      "$(printf '200 %s\n' 1 0 0 0)" "$(kept_alive "$url/?kept="{1,2,3,4})"
    expect_equal "$server$version: HTTP/2 by prior knowledge: four requests by one connection" \
      "$(printf '%s\n' connected 200 200 200 200)" "$(by_http2 "$url/?two="{1,2,3,4})"
    for way in kept two; do
      expect_equal "$server$version: the host logs the client's IPv4 address for each of them ($way)" 4 \
        "$(lines_since "$log" | grep "host=$server$version.acme.example" | grep -cE "$field=198.51.100.4 .*/\?$way=")"
    done
  done
done
