"""The contract of the fake channel of src/test/lua, held by HAProxy's own.

usage: unshare --net --mount --pid --fork --mount-proc --kill-child \\
    python3 -B channel.py SIXGATE_CFG SIXGATE_CFG_WITHOUT SIXGATE_LUA
"""
from ground import *

CONTRACT = pathlib.Path(__file__).parent.parent / "lua" / "channel_contract.lua"
FIRST_PORT = 7000

# Each case on a port of its own: the action answers with what the case gives.
ACTIONS = """\
for at, case in ipairs(require("channel_contract")) do
  core.register_action("contract_" .. at, { "tcp-req" }, function(txn)
    txn.res:send(case.run(txn.req))
  end, 0)
end
"""
FRONTEND = """
frontend contract_{at}
    bind 127.0.0.1:{port}
    tcp-request inspect-delay 10s
    tcp-request content lua.contract_{at}
    tcp-request content reject
    default_backend nobody
"""
# name, whether the sender closes, what it gives, its pieces: in hexadecimal digits, a case a line.
LISTED = """
local function hex(text) return (text:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, case in ipairs(dofile(arg[1])) do
  local words = { hex(case.name), tostring(case.closes), hex(case.gives) }
  for _, piece in ipairs(case.pieces) do words[#words + 1] = hex(piece) end
  print(table.concat(words, " "))
end
"""


def contract():
    script = BASE / "list.lua"
    script.write_text(LISTED)
    listed = subprocess.run(["lua5.3", script, CONTRACT], check=True, capture_output=True, text=True).stdout
    for line in listed.splitlines():
        name, closes, gives, *pieces = line.split(" ")
        yield bytes.fromhex(name).decode(), closes == "true", bytes.fromhex(gives), [bytes.fromhex(piece) for piece in pieces]


def given(port, pieces, closes):
    with socket.create_connection(("127.0.0.1", port), 8) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.01)  # lets this piece arrive alone
        if closes:
            connection.shutdown(socket.SHUT_WR)
        return read_all(connection)


def main(*_):
    build_namespace()
    for folder in (STATE, RUN):
        folder.mkdir(parents=True)
    (BASE / "actions.lua").write_text(ACTIONS)
    cases = list(contract())
    configuration = BASE / "haproxy.cfg"
    configuration.write_text(
        f"global\n    stats socket {RUN}/haproxy.sock level admin\n    lua-prepend-path {CONTRACT.parent}/?.lua\n"
        f"    lua-load-per-thread {BASE}/actions.lua\n    nbthread 2\n"
        "defaults\n    mode tcp\n    timeout client 10s\n    timeout server 10s\n    timeout connect 1s\nbackend nobody\n"
        + "".join(FRONTEND.format(at=at, port=FIRST_PORT + at) for at in range(1, len(cases) + 1)))
    for at, (name, closes, gives, pieces) in enumerate(cases, 1):
        case("HAProxy's channel: " + name)(
            lambda at=at, closes=closes, gives=gives, pieces=pieces: equal(given(FIRST_PORT + at, pieces, closes), gives))
    haproxy = HAProxy(configuration)
    try:
        return run()
    finally:
        haproxy.stop()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
