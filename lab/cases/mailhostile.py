#!/usr/bin/env python3
"""mailhostile.py WHAT [ARGUMENT…]: what a customer might try at the smarthost; prints the answers, or what came of it.

injected                commands in the same packet as STARTTLS, then TLS, and what is answered within
guesses NAME            wrong passwords, a connection for each three, until something else than 535 is answered
smtplib NAME PASSWORD   Python's own client: STARTTLS, a login, a mail
change FILE HOST        MAIL; then the file is put in the place of the host's, until it is in force; then RCPT, DATA and NOOP
"""
import os
import shutil
import smtplib
import socket
import ssl
import sys
import time

SMARTHOST = "smtp.provider.example"
MAIL = "From: alice@acme.example\r\nTo: someone@elsewhere.example\r\nSubject: {}\r\n\r\nhello\r\n"


def client(name="web1.acme.example"):
    return smtplib.SMTP(SMARTHOST, 587, name, timeout=20)


def injected():
    with socket.create_connection((SMARTHOST, 587), 20) as session:
        session.recv(500)
        session.sendall(b"EHLO x\r\n")
        session.recv(2000)
        session.sendall(b"STARTTLS\r\nVRFY injected\r\n")
        print(session.recv(500).decode())
        try:
            tls = ssl.create_default_context().wrap_socket(session, server_hostname=SMARTHOST)
            tls.settimeout(2)
            print("within TLS:", tls.recv(500))
        except OSError as ended:
            print("ended:", ended)


def guesses(name):
    for _ in range(5):
        session = client()
        session.starttls(context=ssl.create_default_context())
        session.ehlo()
        session.user, session.password = name, "guess"
        for _ in range(3):
            try:
                session.auth("PLAIN", session.auth_plain)
            except smtplib.SMTPAuthenticationError as refused:
                print(refused.smtp_code, refused.smtp_error.decode())
                if refused.smtp_code != 535:
                    return


def python_client(name, password):
    with client() as session:
        session.starttls(context=ssl.create_default_context())
        session.login(name, password)
        print(session.sendmail("alice@acme.example", ["someone@elsewhere.example"], MAIL.format("by-smtplib")))


def change(file, host):
    with client() as session:
        session.ehlo()
        print(session.mail("alice@acme.example"))
        shutil.copy(file, host + ".new")
        os.rename(host + ".new", host)
        end = time.monotonic() + 40
        while time.monotonic() < end:
            with client() as other:
                other.ehlo()
                if other.mail("alice@acme.example")[0] == 550:
                    break
        print(session.rcpt("someone@elsewhere.example"))
        print(session.data(MAIL.format("in-mid-session")))
        print(session.mail("alice@mail.acme.example"))


if __name__ == "__main__":
    {"injected": injected, "guesses": guesses, "smtplib": python_client, "change": change}[sys.argv[1]](*sys.argv[2:])
