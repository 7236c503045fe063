# shellcheck shell=bash
# FTP by a port of the gateway, FTPS on a lent address, FTPS by server name on 990: EPSV and PASV, 100 MB up and down, by
# curl and lftp from the IPv4-only visitor; the servers are told of the gateway by the lines of `sixgate ftp`.
needs_sixgate
# shellcheck source=../servers/ftp.sh
. "$lab/servers/ftp.sh"
for tool in proftpd lftp; do command -v "$tool" >/dev/null || skip "$tool is not installed"; done
for server in vsftpd pure-ftpd; do
  "$lab/$server/prepare" --kept >/dev/null || skip "$server is not there; lab/install gets it"
done

put acme/files.yaml <<'YAML'
address: 2001:db8:a::80
forwards:
  - { ports: 24021, host-port: 2121 }
  - { ports: 20500-20519 }
YAML
put acme/pure.yaml <<'YAML'
address: 2001:db8:a::80
forwards:
  - { ports: 24022, host-port: 2122 }
  - { ports: 20520-20529 }
YAML
put umbra/files.yaml <<'YAML'
address: 2001:db8:b::80
endpoints: [{ name: ftp.umbra.example, services: [ftps] }]
forwards:
  - { ports: 20600-20619 }
  - { ports: 20700-20719, address: 192.0.2.7 }
leases:
  - { service: ftp, address: 192.0.2.7 }
YAML
change_gateway 's/^tls-ports: .*/tls-ports: [443, 465, 990, 993, 995]/'
settled
stop_ftp
mapfile -t vsftpd_lines < <(sixgate_says ftp acme/files --server=vsftpd)
expect "sixgate ftp prints the lines for vsftpd" '^pasv_address=192.0.2.1$' printf '%s\n' "${vsftpd_lines[@]}"
start_vsftpd acme-web1 alice "${vsftpd_lines[@]}"
mapfile -t pure_lines < <(sixgate_says ftp acme/pure --server=pure-ftpd | grep -v '^#')
start_pure_ftpd acme-web1 alice "${pure_lines[@]}"
start_proftpd umbra-web1 bob "$(sixgate_says ftp umbra/files --server=proftpd --ports=20700-20719)" \
  "$(sixgate_says ftp umbra/files --server=proftpd --ports=20600-20619 | grep -v UseIPv6)"

curl_ftp() { at client4 timeout 60 curl -sS -v "$@"; }
hundred=$(sha256sum <"$run/hundred")
# both NAME PLACE USER URL OPTION…: 100 MB there and back.
both() {
  local name=$1 place=$2 user=$3 url=$4
  shift 4
  rm -f "$run/back" "$run/$place/home/$user/ftp/up"
  expect_status "$name: 100 MB go there" 0 curl_ftp -u "$user:$user-secret" "$@" -T "$run/hundred" "$url/up"
  expect_equal "$name: unchanged" "$hundred" "$(sha256sum <"$run/$place/home/$user/ftp/up")"
  expect_status "$name: 100 MB come back" 0 curl_ftp -u "$user:$user-secret" "$@" -o "$run/back" "$url/hundred"
  expect_equal "$name: unchanged" "$hundred" "$(sha256sum <"$run/back")"
}
named=(--resolve ftp.acme.example:24021:192.0.2.1 --resolve ftp.acme.example:24022:192.0.2.1
  --resolve ftp.umbra.example:21:192.0.2.7 --resolve ftp.umbra.example:990:192.0.2.1)
both "FTP by a port, EPSV" acme-web1 alice "ftp://192.0.2.1:24021/ftp"
# On IPv6 vsftpd answers PASV with 0.0.0.0, whatever pasv_address says: clients that go to where the control connection
# goes (curl's default, lftp, FileZilla) do not mind. ProFTPD is asked by one that takes the answer at its word.
both "FTP by a port, PASV" acme-web1 alice "ftp://192.0.2.1:24021/ftp" --disable-epsv
both "FTP with AUTH TLS by a port" acme-web1 alice "ftp://ftp.acme.example:24021/ftp" --ssl-reqd "${named[@]}"
both "FTP with AUTH TLS on a lent address, PASV" umbra-web1 bob "ftp://ftp.umbra.example/ftp" --ssl-reqd --disable-epsv --no-ftp-skip-pasv-ip "${named[@]}"
both "FTPS by server name on 990" umbra-web1 bob "ftps://ftp.umbra.example/ftp" "${named[@]}"
both "FTPS by server name on 990, PASV" umbra-web1 bob "ftps://ftp.umbra.example/ftp" --disable-epsv --no-ftp-skip-pasv-ip "${named[@]}"
both "Pure-FTPd, EPSV" acme-web1 alice "ftp://192.0.2.1:24022/ftp"
both "Pure-FTPd with AUTH TLS" acme-web1 alice "ftp://ftp.acme.example:24022/ftp" --ssl-reqd "${named[@]}"
expect "Pure-FTPd refuses PASV on IPv6, as the lines for it say" '< 425 You cannot use PASV on IPv6' \
  curl_ftp -u alice:alice-secret --disable-epsv "ftp://192.0.2.1:24022/ftp/"
expect_log "vsftpd logs the real client" acme-web1/vsftpd.log 'OK UPLOAD: Client "2001:db8:64::c633:6404"'
expect_log "so does ProFTPD" umbra-web1/proftpd-xfer.log ' 2001:db8:64::c633:6404 104857600 .*/ftp/up '

expect_log "and Pure-FTPd" acme-web1/pure-ftpd.log '^2001:db8:64::c633:6404 .*PUT .*/ftp/up'

lftp_does() { at client4 timeout 60 lftp -c "set net:max-retries 1; set net:timeout 10; set ssl:ca-file /etc/ssl/certs/ca-certificates.crt; $1"; }
lftp_both() {
  local name=$1 place=$2 user=$3 open=$4
  rm -f "$run/back" "$run/$place/home/$user/ftp/up"
  expect_status "$name: lftp puts and gets 100 MB" 0 \
    lftp_does "$open; cd ftp; put $run/hundred -o up; get hundred -o $run/back"
  expect_equal "$name: unchanged" "$hundred $hundred" "$(sha256sum <"$run/$place/home/$user/ftp/up") $(sha256sum <"$run/back")"
}
lftp_both "Pure-FTPd, prefer-epsv true" acme-web1 alice "set ftp:ssl-allow no; set ftp:prefer-epsv true; open -u alice,alice-secret ftp://192.0.2.1:24022"
for epsv in true false; do
  lftp_both "FTP, prefer-epsv $epsv" acme-web1 alice "set ftp:ssl-allow no; set ftp:prefer-epsv $epsv; open -u alice,alice-secret ftp://192.0.2.1:24021"
  lftp_both "FTP with AUTH TLS on a lent address, prefer-epsv $epsv" umbra-web1 bob \
    "set ftp:ssl-force yes; set ftp:ssl-protect-data yes; set ssl:check-hostname no; set ftp:prefer-epsv $epsv; open -u bob,bob-secret ftp://192.0.2.7"
done
stop_ftp
