"""Idle SSH sessions by the thousand: sessions.py serve PORT | hold ADDRESS PORT COUNT FOLDER.

A real sshd takes 3 MB for each, so most of the sessions are held against this server, which greets as sshd does and then
waits. hold opens COUNT of them, writes their number to FOLDER/open, and waits for FOLDER/ask: then it says a line on each
and counts the answers in FOLDER/answered. It ends with FOLDER/end.
"""
import asyncio
import pathlib
import sys


async def serve(port):
    async def session(reader, writer):
        writer.write(b"SSH-2.0-held\r\n")
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    server = await asyncio.start_server(session, "::", port, backlog=1024)
    async with server:
        await server.serve_forever()


async def open_one(address, port, gate, sessions):
    async with gate:
        reader, writer = await asyncio.open_connection(address, port)
        if (await reader.readline()).startswith(b"SSH-2.0-"):
            sessions.append((reader, writer))


async def answers(reader, writer):
    writer.write(b"are you there\r\n")
    try:
        return await asyncio.wait_for(reader.readline(), 20) == b"are you there\r\n"
    except (OSError, asyncio.TimeoutError):
        return False


async def hold(address, port, count, folder):
    sessions, gate = [], asyncio.Semaphore(50)
    await asyncio.gather(*(open_one(address, port, gate, sessions) for _ in range(count)))
    (folder / "open").write_text(f"{len(sessions)}\n")
    asked = 0
    while not (folder / "end").exists():
        if (folder / f"ask{asked}").exists():
            there = sum(await asyncio.gather(*(answers(*session) for session in sessions)))
            (folder / f"answered{asked}").write_text(f"{there}\n")
            asked += 1
        await asyncio.sleep(0.05)


if sys.argv[1] == "serve":
    asyncio.run(serve(int(sys.argv[2])))
else:
    asyncio.run(hold(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), pathlib.Path(sys.argv[5])))
