-- Tests of the pure functions of sixgate.lua, in plain Lua 5.3: lua5.3 sixgate_test.lua PATH_OF_SIXGATE_LUA
-- Prints "ok NAME" or "not ok NAME: why" for each; exit status 1 if any failed.

local sixgate = dofile(arg[1])

local failed = 0

local function test(name, body)
  local good, why = pcall(body)
  if good then
    print("ok " .. name)
  else
    failed = failed + 1
    print("not ok " .. name .. ": " .. tostring(why))
  end
end

local function shown(value)
  if type(value) ~= "string" then
    return tostring(value)
  end
  return (value:gsub("[^\32-\126]", function(c) return string.format("\\x%02x", c:byte()) end))
end

local function equal(actual, expected)
  if actual ~= expected then
    error(shown(actual) .. " instead of " .. shown(expected), 2)
  end
end

local function unhex(text)
  return (text:gsub("%s", ""):gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

-- The hello of OpenSSL 3.0 for www.acme.example.
local REAL = unhex [[
  1603010200010001fc0303d9b3717adfe32390bdd04e79640b37df6ffc241f24f0bfb54191071d99c0626d202a862023bbb3
  ece34cedccaae8bc23aa66c0258f73855e845bcdbda85ff0e22a0024130213031301c02cc030c02bc02fcca9cca8c024c028
  c023c027009f009e006b006700ff0100018f0000001500130000107777772e61636d652e6578616d706c65000b0004030001
  02000a00160014001d0017001e0019001801000101010201030104002300000016000000170000000d002a00280403050306
  03080708080809080a080b080408050806040105010601030303010302040205020602002b00050403040303002d00020101
  003300260024001d0020b7d29f12deef67e59bb391be2944c93b5a0a53cadc365df703cda27b37f5c539001500dd00000000
  0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
  0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
  0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
  0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
  0000000000000000000000000000000000
]]

local function server_name(bytes)
  local name, why = sixgate.server_name(bytes)
  return name or why
end

-- Cuts the handshake message of a hello into records of a size.
local function cut(hello, size)
  local message, records = hello:sub(6), {}
  for at = 1, #message, size do
    local part = message:sub(at, at + size - 1)
    records[#records + 1] = "\x16\x03\x01" .. string.pack(">s2", part)
  end
  return table.concat(records)
end

local function extension(kind, data)
  return string.pack(">I2s2", kind, data)
end

local function sni(name, kind)
  return extension(0, string.pack(">s2", string.pack(">I1s2", kind or 0, name)))
end

local function hello(extensions, version)
  local body = string.pack(">I2", version or 0x0303) .. string.rep("r", 32) .. "\0" .. "\0\2\x13\1" .. "\1\0" .. extensions
  local message = "\1" .. string.pack(">I3", #body) .. body
  return "\x16\x03\x01" .. string.pack(">s2", message)
end

local function with(extensions)
  return hello(string.pack(">s2", extensions))
end

test("a real hello gives its name", function()
  equal(server_name(REAL), "www.acme.example")
end)

test("every prefix of a real hello asks for more", function()
  for length = 0, #REAL - 1 do
    equal(server_name(REAL:sub(1, length)), "more")
  end
end)

test("a hello cut into records of any size gives its name, every prefix asks for more", function()
  for size = 1, #REAL do
    local pieces = cut(REAL, size)
    equal(server_name(pieces), "www.acme.example")
  end
  for _, size in ipairs({ 1, 3, 4, 40, 200 }) do
    local pieces = cut(REAL, size)
    for length = 0, #pieces - 1 do
      equal(server_name(pieces:sub(1, length)), "more")
    end
  end
end)

test("what follows the hello is not looked at", function()
  equal(server_name(REAL .. "\x17\x03\x03\0\1x"), "www.acme.example")
  equal(server_name(REAL .. "\x16\x03\x03\0\0"), "bad")
end)

test("another record in the middle of a hello is bad", function()
  equal(server_name(cut(REAL, 100):sub(1, 105) .. "\x17\x03\x03\0\1x"), "bad")
end)

test("upper case and the final dot are taken off", function()
  equal(server_name(with(sni("WWW.Acme.Example."))), "www.acme.example")
end)

test("names that can't be keys are bad", function()
  for _, name in ipairs({ "", ".", "a b", "a\0b", "*.acme.example", "443/acme.example", "n\xc3\xb6.example", ("x"):rep(254) }) do
    equal(server_name(with(sni(name))), "bad")
  end
end)

test("a hello without server name gives none", function()
  equal(server_name(hello("")), "none")
  equal(server_name(with("")), "none")
  equal(server_name(with(extension(23, ""))), "none")
end)

test("lengths that point outside are bad", function()
  equal(server_name(with("\0\0\xff\xff")), "bad")
  equal(server_name(with("\0\0\0\0")), "bad")
  equal(server_name(with("\0\0\0\5\0\3\0\0\9")), "bad")
  equal(server_name(hello("\xff\xff")), "bad")
  equal(server_name(hello("\0")), "bad")
  equal(server_name("\x16\x03\x01\0\4\1\0\0\0"), "bad")
  equal(server_name("\x16\x03\x01\0\4\1\xff\xff\xff"), "bad")
  equal(server_name("\x16\x03\x01\0\4\2\0\0\0"), "bad")
  equal(server_name("\x16\x03\x01\xff\xff\1"), "bad")
  equal(server_name(with(sni("www.acme.example", 1))), "bad")
end)

test("plain text is bad", function()
  equal(server_name("GET / HTTP/1.1\r\n\r\n"), "bad")
end)

test("mutated and random input gives an answer, in bounded time", function()
  math.randomseed(2026)
  local start = os.clock()
  for _ = 1, 20000 do
    local bytes = { cut(REAL, math.random(1, #REAL)):byte(1, -1) }
    for _ = 1, math.random(1, 10) do
      bytes[math.random(#bytes)] = math.random(0, 255)
    end
    local text = string.char(table.unpack(bytes)):sub(1, math.random(0, 2 * #bytes))
    local name, why = sixgate.server_name(text)
    assert(name and not name:find("[^a-z0-9_.-]") or why == "more" or why == "none" or why == "bad")
    sixgate.unrecognized_name(text)
  end
  assert(os.clock() - start < 30, "it took " .. os.clock() - start .. " s of CPU")
end)

test("a full buffer of one-byte records takes less than 50 ms", function()
  local bytes = ("\x16\x03\x01\0\1\1"):rep(2730)
  local start = os.clock()
  server_name(bytes)
  assert(os.clock() - start < 0.05, "it took " .. os.clock() - start .. " s")
end)

test("the alert has the client's version, at most TLS 1.2", function()
  for offered, expected in pairs({ [0x0300] = "\3\0", [0x0301] = "\3\1", [0x0302] = "\3\2", [0x0303] = "\3\3", [0x0304] = "\3\3",
                                   [0x0002] = "\3\3" }) do
    equal(sixgate.unrecognized_name(hello("", offered)), "\x15" .. expected .. "\0\2\2\112")
  end
  for length = 0, 10 do
    equal(sixgate.unrecognized_name(hello("", 0x0301):sub(1, length)), "\x15\3\3\0\2\2\112")
  end
  equal(sixgate.unrecognized_name(cut(hello("", 0x0301), 1)), "\x15\3\3\0\2\2\112")
end)

test("addresses are read as inet_ntop writes them", function()
  equal(sixgate.address("192.0.2.1"), "\xc0\0\2\1")
  equal(sixgate.address("::"), ("\0"):rep(16))
  equal(sixgate.address("::1"), ("\0"):rep(15) .. "\1")
  equal(sixgate.address("2001:db8::"), "\x20\1\x0d\xb8" .. ("\0"):rep(12))
  equal(sixgate.address("2001:db8:1:2:3:4:5:6"), unhex "20010db8000100020003000400050006")
  equal(sixgate.address("2001:DB8::5:6"), unhex "20010db8000000000000000000050006")
  equal(sixgate.address("64:ff9b::192.0.2.1"), unhex "0064ff9b0000000000000000c0000201")
end)

test("an IPv4-mapped address is the IPv4 address", function()
  equal(sixgate.address("::ffff:192.0.2.7"), "\xc0\0\2\7")
  equal(sixgate.address("::ffff:c000:207"), "\xc0\0\2\7")
end)

test("what is no address gives nil", function()
  for _, text in ipairs({ "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "g::", "12345::",
                          "256.0.0.1", "1.2.3", "1.2.3.4.5", "::1.2.3.999", "2001:db8::/32", "fe80::1%eth0", "a", " ::1" }) do
    equal(sixgate.address(text), nil)
  end
end)

test("PROXY v1 has the true family", function()
  equal(sixgate.proxy_v1("198.51.100.7", 40000, "192.0.2.1", 443), "PROXY TCP4 198.51.100.7 192.0.2.1 40000 443\r\n")
  equal(sixgate.proxy_v1("2001:db8::7", 40000, "2001:db8::1", 443), "PROXY TCP6 2001:db8::7 2001:db8::1 40000 443\r\n")
  equal(sixgate.proxy_v1("::ffff:198.51.100.7", 1, "192.0.2.1", 80), "PROXY TCP4 198.51.100.7 192.0.2.1 1 80\r\n")
end)

test("PROXY v1 never exceeds its 107 bytes", function()
  local longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
  assert(#sixgate.proxy_v1(longest, 65535, longest, 65535) <= 107)
end)

test("PROXY v2 has the true family", function()
  local signature = "\r\n\r\n\0\r\nQUIT\n"
  equal(sixgate.proxy_v2("198.51.100.7", 40000, "192.0.2.1", 443), signature .. unhex "2111000c c6336407 c0000201 9c4001bb")
  equal(sixgate.proxy_v2("2001:db8::7", 40000, "2001:db8::1", 443), signature .. unhex
    "21210024 20010db8000000000000000000000007 20010db8000000000000000000000001 9c4001bb")
end)

test("families that do not fit are announced as unknown", function()
  equal(sixgate.proxy_v1("198.51.100.7", 1, "2001:db8::1", 2), "PROXY UNKNOWN\r\n")
  equal(sixgate.proxy_v2("198.51.100.7", 1, "", 2), "\r\n\r\n\0\r\nQUIT\n\x21\0\0\0")
end)

test("the unique id of the second hop gives the gateway's address and port", function()
  local function gateway(text)
    local address, port = sixgate.gateway_of(text)
    return address and address .. " " .. port
  end
  equal(gateway("192.0.2.1|80"), "192.0.2.1 80")
  equal(gateway("2001:db8::1|8080"), "2001:db8::1 8080")
  for _, text in ipairs({ "", "|", "x|80", "192.0.2.1|", "192.0.2.1|65536", "192.0.2.1|80|", "192.0.2.1|080808", "1.2.3.4\r\n|80" }) do
    equal(gateway(text), nil)
  end
  equal(gateway(nil), nil)
end)

os.exit(failed == 0)
