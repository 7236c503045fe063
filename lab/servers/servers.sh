# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# The servers of the lab (sourced after lib.sh), from Debian's packages, unmodified: the lab's own authority, NSD, and on each customer's host
# nginx, Apache httpd, Dovecot and Postfix. Each place sees its configuration where Debian has it (/etc/nginx, /etc/postfix …:
# `ip netns exec` lays /etc/netns/PLACE over /etc); what servers write goes to /run/lab/PLACE, logs to /run/lab/log/PLACE.

# render TEMPLATE PLACE [NAME=VALUE…]: the template with @NAME@ replaced; @place@, @data@, @logs@ are always known.
render() {
  local template=$1 place=$2 pair
  local -a edits=(-e "s|@place@|$place|g" -e "s|@data@|$run/$place|g" -e "s|@logs@|$logs/$place|g")
  shift 2
  for pair; do edits+=(-e "s|@${pair%%=*}@|${pair#*=}|g"); done
  sed "${edits[@]}" "$lab/$template"
}

# The lab's own authority, trusted in every place: by curl, swaks and `openssl s_client`, with no option.
make_authority() {
  local authority=$run/authority store=/etc/ssl/certs
  mkdir -p "$authority"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=Sixgate lab authority" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
    -keyout "$authority/ca.key" -out "$authority/ca.crt" 2>"$authority/openssl.log"
  mkdir -p "$store"
  cat "$authority/ca.crt" >>"$store/ca-certificates.crt"
  cp "$authority/ca.crt" "$store/$(openssl x509 -noout -hash -in "$authority/ca.crt").0"
}

# make_certificate FOLDER NAME…: host.key and host.crt. They stay on the host: the gateway has none.
make_certificate() {
  local folder=$1 authority=$run/authority names
  shift
  names=$(printf ',DNS:%s' "$@")
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -addext "subjectAltName=${names#,}" \
    -keyout "$folder/host.key" -out "$folder/host.csr" 2>>"$authority/openssl.log"
  openssl x509 -req -in "$folder/host.csr" -CA "$authority/ca.crt" -CAkey "$authority/ca.key" -CAcreateserial \
    -days 30 -copy_extensions copy -out "$folder/host.crt" 2>>"$authority/openssl.log"
  rm "$folder/host.csr"
}

# daemonized_at PLACE COMMAND…: a server that detaches itself. It gets a log for output: whoever called lab/up could
# otherwise wait for the end of a pipe that the server holds open.
daemonized_at() {
  local place=$1 log=$logs/$1/start.log
  pretty "$@"
  at "$@" </dev/null >>"$log" 2>&1 || { tail -n 20 "$log" >&2; die "$2 did not start on $place"; }
}

start_name_server() {
  local etc=/etc/netns/dns/nsd
  mkdir -p "$etc" "$run/dns" "$logs/dns"
  render servers/nsd.conf dns >"$etc/nsd.conf"
  cp "$lab/servers/"*.zone "$etc/"
  daemonized_at dns nsd -c /etc/nsd/nsd.conf
}

# configure_host PLACE CUSTOMER DOMAIN USER: everything below /etc/netns/PLACE.
configure_host() {
  local place=$1 customer=$2 domain=$3 user=$4 etc=/etc/netns/$1 server
  local -a facts=("customer=$customer" "domain=$domain" "user=$user")
  mkdir -p "$etc"/{nginx,apache2,dovecot} "$run/$place"/{mail,postfix,postfix-data,httpd/pages} "$logs/$place"
  cp -a /etc/postfix "$etc/postfix"
  chown mail:mail "$run/$place/mail"
  chown postfix "$run/$place/postfix-data"

  make_certificate "$etc/nginx" "$domain" "*.$domain" "*.shop.$domain"
  for server in apache2 dovecot postfix; do cp -p "$etc/nginx"/host.* "$etc/$server/"; done
  render servers/nginx.conf "$place" "${facts[@]}" >"$etc/nginx/nginx.conf"
  render servers/httpd.conf "$place" "${facts[@]}" >"$etc/apache2/apache2.conf"
  printf '%s by httpd\n' "$place" >"$run/$place/httpd/pages/index.txt"
  render servers/dovecot.conf "$place" "${facts[@]}" >"$etc/dovecot/dovecot.conf"
  printf '%s:{PLAIN}%s-secret\n' "$user" "$user" >"$etc/dovecot/users"
  render servers/postfix-main.cf "$place" "${facts[@]}" >"$etc/postfix/main.cf"
  cp "$lab/servers/postfix-master.cf" "$etc/postfix/master.cf"
}

start_host() {
  daemonized_at "$1" nginx
  daemonized_at "$1" apache2 -f /etc/apache2/apache2.conf
  daemonized_at "$1" dovecot
  daemonized_at "$1" postfix start
}

# A web server of the old internet, with IPv4 alone.
start_server4() {
  mkdir -p /etc/netns/server4/nginx "$run/server4" "$logs/server4"
  render servers/nginx-server4.conf server4 >/etc/netns/server4/nginx/nginx.conf
  daemonized_at server4 nginx
}

# listens PLACE PORT…: all of them are open there.
listens() {
  local place=$1 port open
  shift
  open=$(at "$place" ss -Hltn)
  for port; do [[ $open == *":$port "* ]] || return 1; done
}
