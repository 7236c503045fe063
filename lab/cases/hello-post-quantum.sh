# shellcheck shell=bash
# OpenSSL 3.5, of Debian 13: its hello carries an X25519MLKEM768 key share by default, and is cut in two by its size.
needs_sixgate
newer=$("$lab/haproxy-3.0/prepare" --kept) || skip "there is no OpenSSL of Debian 13; lab/haproxy-3.0/prepare makes it"
newer=${newer%/*}/openssl

shake_hands() { at "$1" timeout 5 "$newer" s_client -connect "$gateway:443" -servername "$2" -verify_return_error -brief -msg; }
expect "its hello is longer than 1,500 bytes" 'Handshake \[length 0[6-9a-f][0-9a-f]{2}\], ClientHello' \
  shake_hands client4 www.acme.example
for name in www.acme.example v1.acme.example v2.acme.example; do
  expect "$name: the handshake succeeds, certificate verified" '^Verification: OK' shake_hands client4 "$name"
done
