# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The servers behind STARTTLS that only some cases need (sourced after servers.sh), each with the host's own certificate:
# ProFTPD, slapd, Prosody, INN and PostgreSQL on a customer's host, and on the gateway the Postfix that plays the mail relay.

# own_certificate PLACE USER FOLDER: a copy of the host's certificate that the server's user may read.
own_certificate() {
  mkdir -p "$3"
  install -o "$2" -m 600 "/etc/netns/$1/nginx/host.key" "$3/host.key"
  install -o "$2" -m 644 "/etc/netns/$1/nginx/host.crt" "$3/host.crt"
}

start_ftp() {
  local place=$1 data=$run/$1/ftp
  at "$place" ss -Hltn 'sport = 21' | grep -q . && return 0
  own_certificate "$place" root "$data/tls"
  mkdir -p "$data/pub"
  printf '%s by ftp\n' "$place" >"$data/pub/index.txt"
  render servers/proftpd.conf "$place" >"$data/proftpd.conf"
  daemonized_at "$place" proftpd -c "$data/proftpd.conf"
  wait_for 10 "ProFTPD of $place" listens "$place" 21
}

# start_ldap PLACE DOMAIN
start_ldap() {
  local place=$1 domain=$2 data=$run/$1/ldap
  at "$place" ss -Hltn 'sport = 389' | grep -q . && return 0
  own_certificate "$place" openldap "$data/tls"
  install -d -o openldap "$data/db" "$data/run"
  render servers/slapd.conf "$place" "suffix=dc=${domain%.*},dc=${domain#*.}" >"$data/slapd.conf"
  printf 'dn: dc=%s,dc=%s\nobjectClass: dcObject\nobjectClass: organization\ndc: %s\no: %s by slapd\n' \
    "${domain%.*}" "${domain#*.}" "${domain%.*}" "$place" | at "$place" slapadd -f "$data/slapd.conf"
  chown -R openldap "$data/db"
  daemonized_at "$place" slapd -f "$data/slapd.conf" -h 'ldap://[::]:389/' -u openldap
  wait_for 10 "slapd of $place" listens "$place" 389
}

# start_xmpp PLACE DOMAIN
start_xmpp() {
  local place=$1 domain=$2 data=$run/$1/xmpp
  at "$place" ss -Hltn 'sport = 5222' | grep -q . && return 0
  own_certificate "$place" prosody "$data/tls"
  install -d -o prosody "$data/data"
  render servers/prosody.cfg.lua "$place" "domain=$domain" >"$data/prosody.cfg.lua"
  touch "$logs/$place/prosody.log"
  chown prosody "$logs/$place/prosody.log"
  daemonized_at "$place" setpriv --reuid prosody --regid prosody --clear-groups prosody --config "$data/prosody.cfg.lua" -D
  wait_for 15 "Prosody of $place" listens "$place" 5222 5269
}

# start_news PLACE: INN's reader, as inetd starts it; nobody feeds it.
start_news() {
  local place=$1 data=$run/$1/news nnrpd programs libraries
  local -a as_news=(setpriv --reuid news --regid news --clear-groups)
  at "$place" ss -Hltn 'sport = 119' | grep -q . && return 0
  nnrpd=$("$lab/inn/prepare" --kept)
  programs=${nnrpd%/*} libraries=${nnrpd%/news/bin/nnrpd}
  libraries=$(find "$libraries" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
  mkdir -p "$data"/{db,etc,run,log,tmp} "$data"/spool/{articles,overview,incoming}
  render servers/inn.conf "$place" "programs=$programs" >"$data/etc/inn.conf"
  printf 'auth all { hosts: "*" default: "<anonymous>" }\naccess all { users: "*" newsgroups: "*" }\n' >"$data/etc/readers.conf"
  printf 'method tradspool { newsgroups: * class: 0 }\n' >"$data/etc/storage.conf"
  printf '%s.talk 0000000000 0000000001 y\n' "$place" >"$data/db/active"
  touch "$data/db/active.times" "$data/db/newsgroups"
  chown -R news "$data"
  own_certificate "$place" news "$data/tls"
  daemonized_at "$place" env "INNCONF=$data/etc/inn.conf" "LD_LIBRARY_PATH=$libraries" \
    "${as_news[@]}" "$programs/makehistory" -O -f "$data/db/history" -I
  daemonized_at "$place" setsid -f systemd-socket-activate -l '[::]:119' --accept --inetd \
    -E "INNCONF=$data/etc/inn.conf" -E "LD_LIBRARY_PATH=$libraries" "${as_news[@]}" "$nnrpd"
  wait_for 10 "INN of $place" listens "$place" 119
}

# start_postgresql PLACE USER
start_postgresql() {
  local place=$1 user=$2 data=$run/$1/postgresql programs
  local -a as_postgres=(setpriv --reuid postgres --regid postgres --clear-groups)
  at "$place" ss -Hltn 'sport = 5432' | grep -q . && return 0
  programs=$(find /usr/lib/postgresql -name initdb -printf '%h\n' | sort -V | tail -n 1)
  install -d -o postgres -m 700 "$data"
  printf '%s-secret\n' "$user" >"$data/password"
  chown postgres "$data/password"
  daemonized_at "$place" "${as_postgres[@]}" "$programs/initdb" -D "$data/db" -U "$user" --pwfile "$data/password" \
    --auth scram-sha-256 --no-sync --no-locale -E UTF8
  own_certificate "$place" postgres "$data/tls"
  render servers/postgresql.conf "$place" >>"$data/db/postgresql.conf"
  printf 'hostssl all all ::/0 scram-sha-256\n' >"$data/db/pg_hba.conf"
  daemonized_at "$place" "${as_postgres[@]}" "$programs/pg_ctl" -D "$data/db" -l "$data/log" -w start
}

# The relay behind port 25: takes mail for both customers into a mailbox of its own.
start_relay() {
  local etc=/etc/netns/gateway/postfix data=$run/gateway
  at gateway ss -Hltn 'sport = 10025' | grep -q . && return 0
  cp -a /etc/postfix "$etc"
  mkdir -p "$data"/{postfix,postfix-data,mail}
  chown postfix "$data/postfix-data"
  chown mail:mail "$data/mail"
  make_certificate "$etc" relay.gw.provider.example
  render servers/postfix-relay.cf gateway >"$etc/main.cf"
  { printf '[::1]:10025 inet n - n - - smtpd\n'; grep -v '^[0-9 ]' "$lab/servers/postfix-master.cf"; } >"$etc/master.cf"
  daemonized_at gateway postfix start
  wait_for 10 "the relay" listens gateway 10025
}
