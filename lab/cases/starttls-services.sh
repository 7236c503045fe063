# shellcheck shell=bash
# FTP, LDAP, XMPP, NNTP and PostgreSQL behind STARTTLS, on two customers' hosts, each with the host's own certificate.
needs_sixgate
for tool in proftpd slapd prosody psql ldapsearch; do
  command -v "$tool" >/dev/null || skip "$tool is not installed; lab/install installs it"
done
start_ftp acme-web1
start_ftp umbra-web1
start_ldap acme-web1 acme.example
start_ldap umbra-web1 umbra.example
start_xmpp acme-web1 acme.example
start_xmpp umbra-web1 umbra.example
"$lab/inn/prepare" --kept >/dev/null || skip "INN is not there; lab/install gets it"
start_news acme-web1
start_news umbra-web1
start_postgresql acme-web1 alice
start_postgresql umbra-web1 bob

starttls() { # CLIENT PROTOCOL PORT NAME [OPTION…]
  local client=$1 protocol=$2 port=$3 name=$4 address=$gateway
  shift 4
  [[ $client != client6 ]] || address="[2001:db8:ff::1]"
  at "$client" timeout 10 openssl s_client -starttls "$protocol" -connect "$address:$port" -servername "$name" \
    -verify_hostname "$name" -verify_return_error "$@"
}
for client in client4 client6; do
  for row in ldap:389 postgres:5432 xmpp:5222 xmpp-server:5269 ftp:21 nntp:119; do
    protocol=${row%:*}
    expect "$client, ${row#*:}: acme's certificate is verified" '^Verification: OK' \
      starttls "$client" "$protocol" "${row#*:}" acme.example -xmpphost acme.example
    expect "$client, ${row#*:}: another name leads to umbra" '^subject=CN = umbra.example' \
      starttls "$client" "$protocol" "${row#*:}" umbra.example -xmpphost umbra.example
  done
done

database() { # CLIENT NAME USER [SETTING]
  at "$1" env PGPASSWORD="$3-secret" PGCONNECT_TIMEOUT=10 psql -AtX \
    "host=$2 user=$3 dbname=postgres sslmode=verify-full sslrootcert=/etc/ssl/certs/ca-certificates.crt ${4:-}" \
    -c "select 'hello ' || current_user || ' from ' || host(inet_client_addr())"
}
for client in client4 client6; do
  expect "psql on $client, verify-full: acme's database" '^hello alice from' database "$client" mail.acme.example alice
  expect "psql on $client, verify-full: umbra's database" '^hello bob from' database "$client" mail.umbra.example bob
done
expect "the host sees the real client" 'from 2001:db8:64::c633:6404$' database client4 mail.acme.example alice
expect "a client that will not have TLS is told what is wanted" 'TLS is needed here' \
  at client4 env PGPASSWORD=x psql -AtX "host=mail.acme.example user=alice dbname=postgres sslmode=disable" -c 'select 1'
expect "direct TLS, as by clients of version 17, reaches the host" '^Verification: OK' at client4 timeout 10 openssl s_client \
  -connect "$gateway:5432" -alpn postgresql -servername mail.acme.example -verify_hostname mail.acme.example -verify_return_error -brief

for customer in acme umbra; do
  expect "ldapsearch -ZZ finds $customer's entry, certificate checked" "^o: $customer-web1 by slapd" at client4 env LDAPTLS_REQCERT=demand \
    ldapsearch -ZZ -x -LLL -H "ldap://mail.$customer.example" -b "dc=$customer,dc=example" -s base o
done
expect "ldapsearch in the clear is refused" 'Confidentiality required' \
  at client4 ldapsearch -x -H ldap://mail.acme.example -b dc=acme,dc=example

groups_of() { # NAME
  printf 'LIST ACTIVE\r\nQUIT\r\n' | at client4 timeout 10 openssl s_client -quiet -verify_quiet -starttls nntp \
    -connect "$gateway:119" -servername "$1" -verify_hostname "$1" -verify_return_error
}
for customer in acme umbra; do
  expect "NNTP: INN of $customer lists its groups" "^$customer-web1.talk 0" groups_of "mail.$customer.example"
done

put acme/files.yaml <<'YAML'
address: 2001:db8:a::80
forwards: [{ ports: 20800-20819 }]
YAML
settled
expect_within 10 "FTP by AUTH TLS and name, data by a forwarded range: the file comes, encrypted both ways" '^acme-web1 by ftp' \
  at client4 curl -sS --max-time 10 --ssl-reqd ftp://mail.acme.example/index.txt
