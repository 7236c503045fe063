# shellcheck shell=bash
# Hellos as they come: split, large, with names in other spellings; the rest of the handshake is a real one.
needs_sixgate

says_hello() { at "$1" timeout 10 python3 -B "$lab/cases/hello.py" "$2" "$gateway" 443 "$3"; }
for name in www.acme.example v1.acme.example v2.acme.example; do
  expect "$name: a hello sent byte by byte is routed" '^acme-web1' says_hello client4 bytes "$name"
  expect "$name: a hello split over many TLS records is routed" '^acme-web1' says_hello client4 records "$name"
  expect "$name: a hello of two segments is routed" '^acme-web1' says_hello client4 two "$name"
  expect "$name: a hello that fills a TLS record, 16 KB, is routed" '^acme-web1' says_hello client4 large "$name"
done
expect "that hello had 16 KB" '^hello of 1638[89] bytes' says_hello client4 large www.acme.example

acme=$(certificate_of acme-web1)
for name in WWW.Acme.EXAMPLE www.acme.example. ANY.shop.acme.example.; do
  expect_equal "the server name $name is served" "$acme" "$(certificate_at client4 443 "$name")"
done

add_endpoint acme/web1.yaml "  - müller.acme.example" "  - xn--strae-oqa.acme.example" "  - BÜCHER.acme.example"
for name in xn--mller-kva xn--strae-oqa xn--bcher-kva; do
  expect_within 3 "$name.acme.example is served: written in the inventory in either form" '^acme-web1' \
    visit client4 "https://$name.acme.example/"
done
as_curl_writes_it() { at client4 env LC_ALL=C.UTF-8 curl -sS --max-time 5 "https://müller.acme.example/"; }
expect "a visitor who types müller.acme.example reaches it" '^name xn--mller-kva.acme.example' as_curl_writes_it
