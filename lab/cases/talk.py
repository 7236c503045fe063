#!/usr/bin/env python3
"""talk.py ADDRESS PORT FOLDER: one TCP session that says a line every 50 ms and awaits its echo, until FOLDER/stop is there.

FOLDER/answers has one line per answer. It ends with status 1, and the reason on the standard error, when the session breaks
or is silent for 30 seconds.
"""
import pathlib
import socket
import sys
import time


def main() -> None:
    address, port, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
    with socket.create_connection((address, port), timeout=30) as session, open(folder / "answers", "a") as answers:
        lines = session.makefile("rwb")
        number = 0
        while not (folder / "stop").exists():
            said = b"%d\n" % number
            lines.write(said)
            lines.flush()
            heard = lines.readline()
            if heard != said:
                sys.exit(f"said {said!r}, heard {heard!r}")
            answers.write(f"{number}\n")
            answers.flush()
            number += 1
            time.sleep(0.05)


if __name__ == "__main__":
    main()
