-- Tests of the part before TLS, in plain Lua 5.3 over a fake channel: lua5.3 preamble_test.lua PATH_OF_SIXGATE_LUA
-- Prints "ok NAME" or "not ok NAME: why" for each; exit status 1 if any failed.

local main = arg[1]:match("^(.*)/[^/]*$")
local here = arg[0]:match("^(.*)/[^/]*$")
package.path = main .. "/?.lua;" .. here .. "/?.lua"

local preamble = require("sixgate.preamble")
local protocols = require("sixgate.protocols")
local fake = require("fake_channel")
local dialogues = require("dialogues")

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

local function has(text, pattern)
  if not text:find(pattern) then
    error(shown(text) .. " has no " .. shown(pattern), 2)
  end
end

local function session_of(settings)
  local session = {
    gateway = "gw.example", wait = 0, relay = false, pause = coroutine.yield, id = function() return "id" end, mode = "tls",
  }
  for key, value in pairs(settings or {}) do
    session[key] = value
  end
  return session
end

-- What a client has said by then.
local SAID = { client_name = "client.example", greeted = "EHLO", to = "mail.acme.example" }

-- One side of a protocol over pieces: how it ended, what was said, what was not taken, and the session.
local function run(side, protocol, pieces, settings)
  settings = settings or {}
  local heard, told = fake.channel(), fake.channel()
  local now = 0
  local bounds = side == "client" and preamble.CLIENT or preamble.HOST
  local peer = preamble.peer(heard, told, bounds, 60, function()
    now = now + (settings.slowness or 0)
    return now
  end)
  local session = session_of(settings.session or side == "host" and SAID or nil)
  local speak = protocols[protocol][side]
  local ended = fake.run(heard, pieces, settings.closes, function()
    local how = speak(peer, session)
    if how == nil then
      return peer.why
    end
    return how
  end)
  return ended, told.sent, heard.buffer, session
end

local function bytewise(text)
  local pieces = {}
  for byte in text:gmatch(".") do
    pieces[#pieces + 1] = byte
  end
  return pieces
end

local names = {}
for name in pairs(protocols) do
  names[#names + 1] = name
end
table.sort(names)

-- ---------------------------------------------------------------- the fake channel

for _, case in ipairs(require("channel_contract")) do
  test("the fake channel: " .. case.name, function()
    local channel = fake.channel()
    equal(fake.run(channel, case.pieces, case.closes, case.run, channel), case.gives)
  end)
end

-- ---------------------------------------------------------------- every protocol

for _, name in ipairs(names) do
  local client, host = dialogues[name].client, dialogues[name].host
  local whole = table.concat(client)

  test(name .. ": a client comes to TLS, in one piece after another or byte by byte", function()
    for _, pieces in ipairs({ client, { whole }, bytewise(whole) }) do
      local ended, said, left = run("client", name, pieces)
      equal(ended, "tls")
      equal(left, "")
      has(said, dialogues[name].go .. "$")
    end
  end)

  test(name .. ": what stands behind the request for TLS is refused", function()
    local ended, said = run("client", name, { whole .. "x" })
    equal(ended, "more")
    assert(not said:find(dialogues[name].go .. "$"), shown(said))
    assert(protocols[name].farewell("more", session_of()))
  end)

  test(name .. ": a client that goes, or says nothing, ends it", function()
    equal(run("client", name, {}, { closes = true }), "closed")
    equal(run("client", name, { whole:sub(1, -2) }, { closes = true }), "closed")
  end)

  test(name .. ": a client that takes too long ends it", function()
    equal(run("client", name, { whole }, { slowness = 60 }), "slow")
    assert(protocols[name].farewell("slow", session_of()))
  end)

  test(name .. ": a host is brought to TLS, in pieces or byte by byte", function()
    local answers = table.concat(host)
    for _, pieces in ipairs({ host, bytewise(answers) }) do
      local went, said, left = run("host", name, pieces)
      equal(went, true)
      equal(left, "")
      equal(said, dialogues[name].replayed)
    end
  end)

  test(name .. ": a host that refuses, goes or talks without end is given up", function()
    for _, refusal in ipairs(dialogues[name].refusals) do
      assert(run("host", name, { refusal }) ~= true, shown(refusal))
    end
    assert(run("host", name, { table.concat(host):sub(1, -2) }, { closes = true }) ~= true)
    assert(run("host", name, { ("x"):rep(40000) }, { closes = true }) ~= true)
    assert(run("host", name, { ("x\r\n"):rep(10000) }, { closes = true }) ~= true)
  end)

  test(name .. ": no farewell has a line too many", function()
    for _, why in ipairs({ "slow", "closed", "much", "long", "bad", "more" }) do
      local farewell = protocols[name].farewell(why, session_of())
      assert(farewell == nil or #farewell < 200)
    end
  end)
end

test("who sends a byte now and then ends by the clock, whatever is awaited: a line, a message, any number of bytes", function()
  local trickles = {
    imap = ("a"):rep(100), ldap = "\x30\x82\x10\0" .. ("\0"):rep(100), postgresql = "\0\0\0\8\4", ["xmpp-client"] = "<" .. ("x"):rep(100),
  }
  for name, said in pairs(trickles) do
    equal(run("client", name, bytewise(said), { slowness = name == "postgresql" and 20 or 1 }), "slow")
  end
  local now, heard = 0, fake.channel()
  local peer = preamble.peer(heard, fake.channel(), preamble.CLIENT, 60, function()
    now = now + 1
    return now
  end)
  fake.run(heard, bytewise(("x"):rep(100)), false, peer.peek, peer, 200)
  equal(peer.why, "slow")
end)

-- ---------------------------------------------------------------- what may be said before TLS

for _, row in ipairs(dialogues.refused) do
  test(row[1] .. ": " .. shown(row[2]):sub(1, 40) .. " is refused", function()
    local ended, said = run("client", row[1], { row[2] })
    has(said, row[3])
    equal(ended, row[4])
  end)
end

for name, lines in pairs(dialogues.flood) do
  test(name .. ": a line or a preamble without end is cut short", function()
    for _, line in ipairs(lines) do
      local ended = run("client", name, { line }, { closes = true })
      assert(ended == "long" or ended == "much" or ended == "bad", tostring(ended))
      assert(protocols[name].farewell(ended, session_of()))
    end
  end)
end

test("submission: TLS from the first byte is not greeted", function()
  local ended, said, left = run("client", "submission", { "\x16\3\1" }, { session = { wait = 200 } })
  equal(ended, "implicit")
  equal(said, "")
  equal(left, "\x16\3\1")
end)

test("postgresql: TLS from the first byte is taken, and its host is asked for TLS all the same", function()
  equal(run("client", "postgresql", { "\x16\3\1" }), "implicit")
  equal(protocols.postgresql.asks_for_implicit, true)
end)

test("smtp with a relay: whatever is not ours is the relay's, from its first byte on", function()
  local with_relay = { session = { relay = true } }
  local mail = "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\n"
  for _, first in ipairs({ "EHLO c\r\n", "HELO c\r\n", "", "EHLO c\r\nRSET\r\nNOOP\r\n" }) do
    local ended, _, left, session = run("client", "smtp", { first .. mail }, with_relay)
    equal(ended, "plain")
    equal(left, mail)
    equal(session.greeted, first ~= "" and first:sub(1, 4) or nil)
  end
  for _, unreadable in ipairs({ ("x"):rep(2000), "a\rb\r\n" }) do
    local ended, _, left = run("client", "smtp", { unreadable }, with_relay)
    equal(ended, "plain")
    equal(left, unreadable)
  end
end)

test("smtp with a relay: it hears the client's own greeting, and its refusal is passed on", function()
  local plain = { session = { mode = "plain", greeted = "HELO", client_name = "c.example" } }
  local went, said = run("host", "smtp", { "220 relay\r\n", "250 relay\r\n" }, plain)
  equal(went, true)
  equal(said, "HELO c.example\r\n")
  local heard, told = fake.channel(), fake.channel()
  local peer = preamble.peer(heard, told, preamble.HOST, 60, function() return 0 end)
  local _, refusal = fake.run(heard, { "554-No\r\n554 not you\r\n" }, false, protocols.smtp.host, peer, session_of(plain.session))
  equal(refusal, "554-No\r\n554 not you\r\n")
end)

test("xmpp: the name of `to` is kept, whatever its quotes and its case; what is no name is refused", function()
  local header = "<stream:stream xmlns='jabber:client' to=%s xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
  local _, _, _, session = run("client", "xmpp-client", { header:format('"Mail.ACME.example."') })
  equal(session.to, "mail.acme.example")
  for _, bad in ipairs({ "''", "'a b'", "'a&amp;b'", "'" .. ("a"):rep(254) .. "'", "'a\nb'" }) do
    local ended = run("client", "xmpp-client", { header:format(bad) })
    assert(ended == "nameless", tostring(ended))
  end
end)

-- ---------------------------------------------------------------- hostile input

-- Bytes changed, doubled and left out, cut into pieces: the same in every run.
local function mangled(text)
  local bytes = bytewise(text)
  for _ = 1, math.random(0, 6) do
    local at = math.random(#bytes)
    local way = math.random(4)
    if way == 1 then
      bytes[at] = string.char(math.random(0, 255))
    elseif way == 2 then
      table.remove(bytes, at)
    elseif way == 3 then
      table.insert(bytes, at, bytes[math.random(#bytes)]:rep(math.random(3)))
    else
      table.insert(bytes, at, ("\r\n"):sub(math.random(2)))
    end
    if #bytes == 0 then
      break
    end
  end
  local pieces, at = {}, 1
  while at <= #bytes do
    local length = math.random(40)
    pieces[#pieces + 1] = table.concat(bytes, "", at, math.min(at + length - 1, #bytes))
    at = at + length
  end
  return pieces
end

local ENDS = {
  tls = true, implicit = true, left = true, nameless = true, closed = true, long = true, much = true, bad = true, more = true,
}

for _, name in ipairs(names) do
  test(name .. ": 3,000 mangled clients and hosts end as any, and nothing is left of the clear behind the go-ahead", function()
    math.randomseed(7)
    for _ = 1, 3000 do
      local ended, said, left = run("client", name, mangled(table.concat(dialogues[name].client)), { closes = true })
      assert(ENDS[ended], tostring(ended))
      assert(ended ~= "tls" or left == "", shown(left))
      assert(#said < 20000)
      local went, replayed = run("host", name, mangled(table.concat(dialogues[name].host)), { closes = true })
      assert(went == true or went == false or ENDS[went], tostring(went))
      assert(dialogues[name].replayed:sub(1, #replayed) == replayed, shown(replayed))
    end
  end)
end

os.exit(failed == 0)
