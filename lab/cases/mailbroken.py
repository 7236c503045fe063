#!/usr/bin/env python3
"""Customers' servers that break, each in its own way, and senders who count.

mailbroken.py ways              VERB-KIND, one a line; the nth is on port 26300 + n
mailbroken.py serve TAKEN       the servers; the subject of each message that one took and answered with 250 is a line of TAKEN
mailbroken.py mended TAKEN      the same, and nothing breaks
mailbroken.py send HOST PORT    a message for each way, all at once; prints `WAY CODE TEXT`, the last answer; CODE 0: none within 20 s
"""
import itertools
import smtplib
import socket
import socketserver
import sys
import threading

FIRST_PORT = 26300
VERBS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot", "QUIT")
KINDS = ("hangs", "garbage", "4xx", "5xx", "drops")
WAYS = [f"{verb}-{kind}" for verb, kind in itertools.product(VERBS, KINDS)]
USUAL = {"greeting": "220 broken.example", "EHLO": "250 broken.example", "DATA": "354 go on", "dot": "250 2.0.0 taken", "QUIT": "221 2.0.0 bye"}
writing = threading.Lock()


class Broken(socketserver.StreamRequestHandler):
    def is_broken_at(self, verb):
        return sys.argv[1] == "serve" and self.way.startswith(verb + "-")

    def breaks(self):
        verb, kind = self.way.split("-")
        if kind == "hangs":
            while self.rfile.read(1):
                pass
        elif kind == "garbage":
            self.wfile.write(b"\x00\xff no code here\r\n" * 3)
        elif kind != "drops":
            self.wfile.write(f"{'451 4' if kind == '4xx' else '554 5'}.3.0 broken at {verb}\r\n".encode())
        return kind in ("4xx", "5xx")

    def answers(self, verb):
        """Whether the session goes on."""
        if self.is_broken_at(verb):
            return self.breaks()
        self.wfile.write((USUAL.get(verb, "250 2.1.0 fine") + "\r\n").encode())
        return True

    def handle(self):
        self.way = WAYS[self.server.server_address[1] - FIRST_PORT]
        going = self.answers("greeting")
        while going and (line := self.rfile.readline()):
            verb = line.split()[0].decode().upper()
            going = self.answers(verb) and verb != "QUIT"
            if verb == "DATA" and going and not self.is_broken_at(verb):
                going = self.message()

    def message(self):
        subject = "none"
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            if line.startswith(b"Subject: "):
                subject = line[9:].decode().strip()
        going = self.answers("dot")
        if not self.is_broken_at("dot"):
            with writing, open(sys.argv[2], "a") as taken:
                taken.write(subject + "\n")
        return going


class Servers(socketserver.ThreadingTCPServer):
    address_family = socket.AF_INET6
    allow_reuse_address = daemon_threads = True


def serve():
    for number in range(len(WAYS)):
        threading.Thread(target=Servers(("::", FIRST_PORT + number), Broken).serve_forever).start()


def send(server, port, number, way):
    code, text = 0, b""
    try:
        with smtplib.SMTP(server, port, "sender.example", timeout=20) as session:
            session.ehlo()
            for command in ("MAIL FROM:<s@elsewhere.example>", f"RCPT TO:<a@broken{number}.example>", "DATA"):
                code, text = session.docmd(command)
                if code >= 400:
                    break
            else:
                code = 0
                session.send(f"Subject: {way}\r\n\r\nhello\r\n.\r\n".encode())
                code, text = session.getreply()
    except (OSError, smtplib.SMTPException):
        if code < 400:
            code, text = 0, b"no answer"
    with writing:
        print(way, code, text.decode(errors="replace").replace("\n", " "), flush=True)


if sys.argv[1] == "ways":
    print("\n".join(WAYS))
elif sys.argv[1] in ("serve", "mended"):
    serve()
else:
    senders = [threading.Thread(target=send, args=(sys.argv[2], int(sys.argv[3]), *way)) for way in enumerate(WAYS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
