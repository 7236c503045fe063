"""A TLS visitor whose ClientHello goes out in a way of its own; the rest of the handshake is OpenSSL's.

usage: hello.py WAY ADDRESS PORT NAME [imap]
    whole       as OpenSSL writes it
    bytes       each byte in a segment of its own
    records     cut into TLS records of 16 bytes each
    large       16,389 bytes, one TLS record filled by a long list of application protocols
    two         1,800 bytes as a post-quantum key share makes it, in two segments

With imap, STARTTLS comes before. Prints the answer to GET / or to IMAP's CAPABILITY, and the bytes of the hello. The certificate is
checked.
"""
import socket
import ssl
import sys

LARGE = {"large": 16_389, "two": 1_800}


def protocols(size):
    """A list of protocols that nobody speaks which takes so many bytes in the hello, or one less; each has at most 255."""
    names = []
    while size > 1:
        names.append("x" * (min(size, 250) - 1))
        size -= min(size, 250)
    return names


def begun(name, protocols=()):
    """A handshake that has begun, its two ends, and the hello."""
    context = ssl.create_default_context()
    if protocols:
        context.set_alpn_protocols([*protocols, "http/1.1"])
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname=name)
    try:
        tls.do_handshake()
    except ssl.SSLWantReadError:
        return tls, incoming, outgoing, outgoing.read()


def begun_with(size, name):
    """As above, with a hello of that size or one byte less."""
    names = protocols(size - 600)
    return begun(name, names + protocols(size - len(begun(name, names)[-1])))


def cut(hello, length):
    """The one record of the hello as many (RFC 8446 section 5.1 allows it)."""
    message = hello[5:]
    return b"".join(hello[:3] + len(part).to_bytes(2, "big") + part
                    for part in (message[i:i + length] for i in range(0, len(message), length)))


def main(way, address, port, name, protocol="http"):
    tls, incoming, outgoing, hello = begun_with(LARGE[way], name) if way in LARGE else begun(name)

    with socket.create_connection((address, int(port)), 10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        if protocol == "imap":
            while b"* OK" not in connection.recv(4096):
                pass
            connection.sendall(b"a STARTTLS\r\n")
            while b"a OK" not in connection.recv(4096):
                pass

        def perform(step, *arguments):
            while True:
                try:
                    return step(*arguments)
                except ssl.SSLWantReadError:
                    connection.sendall(outgoing.read())
                    data = connection.recv(65536)
                    if data:
                        incoming.write(data)
                    else:
                        incoming.write_eof()
                finally:
                    connection.sendall(outgoing.read())

        sent = cut(hello, 16) if way == "records" else hello
        if way == "bytes":
            pieces = [sent[i:i + 1] for i in range(len(sent))]
        elif way == "two":
            pieces = [sent[:1400], sent[1400:]]
        else:
            pieces = [sent]
        for piece in pieces:
            connection.sendall(piece)
        perform(tls.do_handshake)
        request = "a CAPABILITY\r\nb LOGOUT\r\n" if protocol == "imap" else f"GET / HTTP/1.0\r\nHost: {name}\r\n\r\n"
        perform(tls.write, request.encode())
        answer = b""
        while True:
            try:
                part = perform(tls.read, 65536)
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                break
            if not part:
                break
            answer += part
        print(answer.decode() if protocol == "imap" else answer.decode().partition("\r\n\r\n")[2])
        print(f"hello of {len(hello)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
