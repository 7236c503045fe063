#!/usr/bin/env python3
"""Senders that count: mailflow.py SERVER PORT RECIPIENTS SESSIONS COUNT OUT

So many sessions send so many numbered messages together, one after another, each on a connection of its own, to the recipients
(with commas) in turn. What was not answered, or by 4xx, is sent again under the same number, as a mail server does, for two minutes
at most. To OUT, at once: a line `NUMBER acknowledged|refused|given-up TRIES DOUBTS HOW` for each; DOUBTS: how often no answer came,
or 451 4.4.2, after the final dot; HOW: whether the last answer was `cut` through or `kept`.
"""
import itertools
import smtplib
import sys
import threading
import time

server, port, recipients, sessions, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(","), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6]
last_moment = time.monotonic() + 120
numbers = itertools.count()
writing = threading.Lock()


def send(number):
    """The answer's code and text; code 0 before the final dot, 1 after it: the connection was lost."""
    recipient = recipients[number % len(recipients)]
    text = f"Subject: flow-{number}\r\nFrom: <s@elsewhere.example>\r\nTo: <{recipient}>\r\n\r\n" + "x" * 2000 + "\r\n.\r\n"
    code = 0
    try:
        with smtplib.SMTP(server, port, "flow.example", timeout=30) as session:
            session.ehlo()
            for command in ("MAIL FROM:<s@elsewhere.example>", f"RCPT TO:<{recipient}>", "DATA"):
                answer = session.docmd(command)
                if answer[0] >= 400:
                    return answer[0], b""
            code = 1
            session.send(text)
            answer = session.getreply()
            code = 2
            return answer
    except (OSError, smtplib.SMTPException):
        return (answer if code == 2 else (code, b""))


def session(lines):
    while (number := next(numbers)) < count:
        tries, doubts = 1, 0
        while True:
            code, text = send(number)
            doubts += code == 1 or (code == 451 and text.startswith(b"4.4.2"))
            if 200 <= code < 300 or code >= 500 or time.monotonic() > last_moment:
                break
            tries += 1
            time.sleep(0.1)
        state = "acknowledged" if 200 <= code < 300 else "refused" if code >= 500 else "given-up"
        with writing:
            lines.write(f"{number} {state} {tries} {doubts} {'kept' if b'kept as' in text else 'cut'}\n")


with open(out, "w", buffering=1) as lines:
    threads = [threading.Thread(target=session, args=(lines,)) for _ in range(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
