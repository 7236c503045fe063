"""Reads and submits by Python's own mail clients with STARTTLS, certificate checked.

usage: mailclients.py SERVER USER
"""
import imaplib
import poplib
import smtplib
import ssl
import sys


def main(server, user):
    context = ssl.create_default_context()
    imap = imaplib.IMAP4(server, timeout=10)
    imap.starttls(context)
    read = imap.login(user, f"{user}-secret")[0]
    imap.logout()

    pop = poplib.POP3(server, timeout=10)
    pop.stls(context)
    pop.user(user)
    popped = pop.pass_(f"{user}-secret").decode().split()[0]
    pop.quit()

    smtp = smtplib.SMTP(server, 587, timeout=10)
    smtp.starttls(context=context)
    submitted = smtp.login(user, f"{user}-secret")[0]
    smtp.quit()
    print("imap", read, "pop", popped, "smtp", submitted)


if __name__ == "__main__":
    main(*sys.argv[1:])
