# shellcheck shell=bash
# A real browser: Debian's Chromium, whose hello carries a post-quantum key share and is cut in two by its size.
needs_sixgate
command -v chromium >/dev/null || skip "chromium is not installed"
command -v certutil >/dev/null || skip "certutil (libnss3-tools) is not installed"

# It trusts what the user's own list of authorities has.
home=$run/chromium
mkdir -p "$home/.pki/nssdb"
certutil -d "sql:$home/.pki/nssdb" -N --empty-password
certutil -d "sql:$home/.pki/nssdb" -A -t C,, -n lab -i "$run/authority/ca.crt"

browse() {
  at "$1" env HOME="$home" timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic \
    --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-default-apps \
    --user-data-dir="$home/$1" --dump-dom "$2"
}
for client in client4 client6; do
  expect "$client: the page, certificate verified" 'acme-web1 of customer acme' browse "$client" https://www.acme.example/
done
expect "in proxy-v2 mode the host sees him" 'you are 198.51.100.4 by PROXY' browse client4 https://v2.acme.example/
expect_log "the browser offered X25519MLKEM768 (0x11ec)" acme-web1/nginx.log \
  'peer=2001:db8:64::c633:6404 .*host=www.acme.example .*groups=[^ ]*0x11ec'
expect "an unknown name is an error page of the browser, at once" 'ERR_SSL_UNRECOGNIZED_NAME_ALERT' \
  browse client4 https://unknown.acme.example/
