#!/usr/bin/env python3
"""maillarge.py SERVER PORT SENDER RECIPIENT MEGABYTES SUBJECT: a message of so many million bytes, without SIZE. Prints the last answer.

On port 465 by TLS, on 587 after STARTTLS; the certificate is of another case's concern."""
import socket
import ssl
import sys

server, port, sender, recipient, megabytes, subject = sys.argv[1:]
LINE = b"x" * 76 + b"\r\n"


def encrypted(session):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(session)


class Dialogue:
    def __init__(self, session):
        self.session, self.answers = session, session.makefile("rb")

    def answer(self):
        while (line := self.answers.readline())[3:4] == b"-":
            pass
        return line.decode().strip()

    def says(self, text):
        self.session.sendall(text.encode() + b"\r\n")
        return self.answer()


def message(dialogue):
    for command in ("EHLO large.example", f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>", "DATA"):
        last = dialogue.says(command)
    if not last.startswith("354"):
        return last
    dialogue.session.sendall(f"From: {sender}\r\nSubject: {subject}\r\n\r\n".encode())
    block = LINE * 1000
    for _ in range(int(megabytes) * 1_000_000 // len(block) + 1):
        dialogue.session.sendall(block)
    return dialogue.says(".")


session = socket.create_connection((server, int(port)), timeout=120)
if port == "465":
    session = encrypted(session)
dialogue = Dialogue(session)
dialogue.answer()
if port == "587":
    dialogue.says("EHLO large.example")
    dialogue.says("STARTTLS")
    dialogue = Dialogue(encrypted(session))
print(message(dialogue))
