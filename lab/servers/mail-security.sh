# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# What the internet says of the security of its mail servers: a signed zone with TLSA records, MTA-STS policies; and rspamd
# (sourced after servers.sh and mail.sh, after start_internet_mail).

# start_signed_zone: Knot signs it on server4; the gateway's Unbound on 127.0.0.1:5315 trusts its key.
start_signed_zone() {
  local data=$run/server4 digest authority
  mkdir -p "$data/knot" /etc/netns/server4/knot
  digest=$(key_digest /etc/netns/server4/postfix/host.crt)
  authority=$(key_digest "$run/authority/ca.crt")
  render servers/knot-mail.conf server4 >/etc/netns/server4/knot/knot.conf
  render servers/signed-mail.zone server4 "digest=$digest" "authority=$authority" >"$data/knot/signed.example.zone"
  chown -R knot:knot "$data/knot"
  daemonized_at server4 knotd -d -c /etc/knot/knot.conf
  wait_for 20 "the signed zone" zone_is_signed
  at server4 dig +short @203.0.113.4 -p 5353 signed.example DNSKEY | sed 's/^/signed.example. DNSKEY /' >"$run/gateway/signed.anchor"
  mkdir -p /etc/netns/gateway/unbound
  render servers/unbound-mail.conf gateway >/etc/netns/gateway/unbound/mail.conf
  daemonized_at gateway unbound -c /etc/unbound/mail.conf
  wait_for 20 "an answer that is proven" answer_is_proven
}
# key_digest CERTIFICATE: as a TLSA record `x 1 1` has it.
key_digest() { openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1; }
zone_is_signed() { at server4 dig +dnssec @203.0.113.4 -p 5353 good.signed.example MX | grep -q RRSIG; }
answer_is_proven() { at gateway dig +adflag @127.0.0.1 -p 5315 good.signed.example MX | grep -q 'flags:.* ad'; }

start_policies() {
  local folder=/etc/netns/server4/postfix/sts
  mkdir -p "$folder"
  make_certificate "$folder" mta-sts.promised.example mta-sts.broken.example mta-sts.impostor.example
  render servers/nginx-sts.conf server4 >/etc/netns/server4/nginx/sts.conf
  daemonized_at server4 nginx -c /etc/nginx/sts.conf
}

start_rspamd() {
  local data=$run/gateway/rspamd
  mkdir -p "$data"
  cp "$lab/servers/rspamd.lua" "$data/"
  sed "s|@data@|$data|" "$lab/servers/rspamd.conf" >"$data/rspamd.conf"
  chown -R _rspamd:_rspamd "$data"
  daemon_at gateway "$run/gateway/rspamd.pid" "$logs/gateway/rspamd.log" rspamd -f -u _rspamd -g _rspamd -c "$data/rspamd.conf"
  wait_for 60 "rspamd" at gateway curl -sf --max-time 2 http://127.0.0.1:11333/ping
}
