-- Tests of the pure functions of forwards.lua, in plain Lua 5.3: lua5.3 forwards_test.lua PATH_OF_FORWARDS_LUA
-- Ends with "ok" if all held.

local forwards = dofile(arg[1])

local SIGNATURE = "\r\n\r\n\0\r\nQUIT\n"

-- As HAProxy's own send-proxy-v2 with the destination as its unique id.
local function header(family, addresses, target)
  local tlv = target and string.pack(">I1I2", 5, #target) .. target or ""
  return SIGNATURE .. string.pack(">I1I1I2", 0x21, family, #addresses + #tlv) .. addresses .. tlv
end

local V4 = string.char(198, 51, 100, 4, 192, 0, 2, 1) .. string.pack(">I2I2", 40000, 22101)
local function group(...)
  return string.pack(">I2I2I2I2I2I2I2I2", ...)
end
local V6 = group(0x2001, 0xdb8, 0x1006, 0, 0, 0, 0, 6) .. group(0x2001, 0xdb8, 0xff, 0, 0, 0, 0, 1)
  .. string.pack(">I2I2", 40000, 22101)

local whole = header(0x11, V4, "2001:db8:a::80|22") .. "SSH-2.0-x\r\n"
local read = assert(forwards.header(whole))
assert(read.host == "2001:db8:a::80" and read.port == 22)
assert(whole:sub(read.size + 1) == "SSH-2.0-x\r\n", "what follows is the client's")
assert(forwards.v1(read) == "PROXY TCP4 198.51.100.4 192.0.2.1 40000 22101\r\n")
assert(forwards.v2(read) == header(0x11, V4), "without the destination in it")

read = assert(forwards.header(header(0x21, V6, "2001:db8:a::80|22")))
assert(forwards.v1(read) == "PROXY TCP6 2001:db8:1006::6 2001:db8:ff::1 40000 22101\r\n", forwards.v1(read))
assert(forwards.v2(read) == header(0x21, V6))

-- RFC 5952: the first longest run of zeros, and none for a single one.
local function text(...)
  local bytes = group(...) .. group(0, 0, 0, 0, 0, 0, 0, 1) .. string.pack(">I2I2", 1, 2)
  return forwards.v1(assert(forwards.header(header(0x21, bytes, "::1|1")))):match("TCP6 (%S+) ::1 ")
end
assert(text(0x2001, 0xdb8, 0, 1, 1, 1, 1, 1) == "2001:db8:0:1:1:1:1:1")
assert(text(0x2001, 0, 0, 1, 0, 0, 0, 1) == "2001:0:0:1::1")
assert(text(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1) == "2001:db8::1:0:0:1")
assert(text(1, 2, 3, 4, 5, 6, 0, 0) == "1:2:3:4:5:6::")
assert(text(0, 0, 0, 0, 0, 0, 0, 0) == "::")

-- Cut anywhere before its end: wait. Never a half read.
for length = 0, #header(0x11, V4, "2001:db8:a::80|22") - 1 do
  local none, why = forwards.header(whole:sub(1, length))
  assert(none == nil and why == "more", length .. " bytes")
end

-- What nobody but a stranger sends.
local function refused(bytes)
  local none, why = forwards.header(bytes)
  assert(none == nil and why == "bad", bytes)
end
refused("GET / HTTP/1.0\r\n\r\n")
refused("PROXY TCP4 198.51.100.4 192.0.2.1 1 2\r\n")
refused(header(0x11, V4)) -- no destination
refused(header(0x11, V4, "2001:db8:a::80"))
refused(header(0x11, V4, "2001:db8:a::80|22|x"))
refused(header(0x11, V4, "host.example|22"))
refused(header(0x12, V4, "2001:db8:a::80|22")) -- UDP
refused(header(0x31, V4, "2001:db8:a::80|22"))
refused(SIGNATURE .. string.pack(">I1I1I2", 0x20, 0x11, 12) .. V4) -- LOCAL
refused(SIGNATURE .. string.pack(">I1I1I2", 0x21, 0x21, 12) .. V4) -- shorter than its family
refused(SIGNATURE .. string.pack(">I1I1I2", 0x21, 0x11, #V4 + 3) .. V4 .. string.pack(">I1I2", 5, 60000)) -- TLV past the end

print("ok")
