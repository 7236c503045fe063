#!/usr/bin/env python3
"""Senders that count: mailflow.py SERVER PORT RECIPIENT SESSIONS SECONDS OUT

Each session sends numbered messages, one after another, each on a connection of its own, until there is a file OUT.stop, or so
many seconds have passed, and every number of its own was answered by 250 or given up by 5xx; what was not answered, or by 4xx, is sent again under the
same number, as a mail server does. To OUT: a line `NUMBER acknowledged|refused TRIES` for each.
"""
import os
import smtplib
import sys
import threading
import time

server, port, recipient, sessions, seconds, out = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5]), sys.argv[6]
end = time.monotonic() + seconds
last_moment = end + 60
lines = []


def send(number):
    """True: taken. False: refused for good. None: not known, or later."""
    text = f"Subject: flow-{number}\r\nFrom: <s@elsewhere.example>\r\nTo: <{recipient}>\r\n\r\n" + "x" * 2000 + "\r\n"
    try:
        with smtplib.SMTP(server, port, "flow.example", timeout=30) as session:
            session.ehlo()
            codes = [session.mail("s@elsewhere.example")[0], session.rcpt(recipient)[0]]
            if max(codes) < 300:
                codes.append(session.data(text)[0])
        worst = max(codes)
        return True if worst < 300 else False if worst >= 500 else None
    except smtplib.SMTPDataError as error:
        return False if error.smtp_code >= 500 else None
    except smtplib.SMTPServerDisconnected:
        return None
    except (OSError, smtplib.SMTPException):
        return None


def session(index):
    count = 0
    while time.monotonic() < end and not os.path.exists(out + ".stop"):
        number = f"{index}-{count}"
        count += 1
        tries = 1
        while (taken := send(number)) is None and time.monotonic() < last_moment:
            tries += 1
            time.sleep(0.2)
        lines.append(f"{number} {'acknowledged' if taken else 'refused' if taken is False else 'given-up'} {tries}")


threads = [threading.Thread(target=session, args=(i,)) for i in range(sessions)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with open(out, "w") as file:
    file.write("".join(line + "\n" for line in sorted(lines)))
