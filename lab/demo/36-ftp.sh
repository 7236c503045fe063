# shellcheck shell=bash disable=SC2154 # demo sources this
chapter "FTP: control by a port of the gateway, data by a range that is forwarded one to one"
type_in gateway "printf 'address: 2001:db8:a::80\nforwards: [{ ports: 24021, host-port: 2121 }, { ports: 20500-20519 }]\n' > /etc/sixgate/inventory/acme/files.yaml; cat /etc/sixgate/inventory/acme/files.yaml"
type_in gateway "sixgate ftp acme/files --server vsftpd"
shows "sixgate ftp prints what vsftpd must be told" "^pasv_address=192.0.2.1$"
mapfile -t lines <<<"$output"
lab/server start vsftpd acme-web1 alice "${lines[@]}"
type_in client4 "curl -sS --max-time 60 -u alice:alice-secret -o /tmp/back ftp://192.0.2.1:24021/ftp/hundred && curl -sS --max-time 60 -u alice:alice-secret -T /tmp/back ftp://192.0.2.1:24021/ftp/up && sha256sum < /tmp/back; rm -f /tmp/back"
sum=$output
type_in acme-web1 "sha256sum < /run/lab/acme-web1/home/alice/ftp/up"
shows "100 MB come and go unchanged, from an IPv4-only place to an IPv6-only vsftpd" "^${sum:-nothing came}$"
type_in acme-web1 "grep -o 'OK UPLOAD: Client \"[^\"]*\"' /run/lab/log/acme-web1/vsftpd.log | tail -n 1"
shows "its log has the real client" "2001:db8:64::c633:6404"
type_in gateway "rm /etc/sixgate/inventory/acme/files.yaml"
