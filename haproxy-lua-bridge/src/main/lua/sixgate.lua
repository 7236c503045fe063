-- What HAProxy cannot say in its configuration, for sixgate.cfg.
--
-- Loaded by lua-load-per-thread: every thread has a copy of its own and takes no lock, so nothing here may
-- remember anything between two connections. The upper part is pure and runs in plain Lua 5.3 (src/test/lua);
-- the lower part registers it with HAProxy.

local sixgate = {}

-- Nobody sends a longer one, and it would not fit into HAProxy's buffer (tune.bufsize).
local LONGEST_HELLO = 16384

local function u8(bytes, at)
  return bytes:byte(at)
end

local function u16(bytes, at)
  local high, low = bytes:byte(at, at + 1)
  return low and high << 8 | low
end

local function u24(bytes, at)
  local high, middle, low = bytes:byte(at, at + 2)
  return low and high << 16 | middle << 8 | low
end

-- ---------------------------------------------------------------- ClientHello

-- The handshake messages inside TLS records, joined (RFC 8446 section 5.1: a message may be split over any
-- number of records). Gives what is there of them, or nil and "bad".
local function handshake(bytes)
  local fragments, at = {}, 1
  while at <= #bytes do
    if u8(bytes, at) ~= 0x16 then
      -- After the hello a client may send other records at once (0-RTT data): its own affair.
      return #fragments > 0 and table.concat(fragments) or nil, "bad"
    end
    local length = u16(bytes, at + 3)
    if not length then
      break
    end
    -- "Zero-length fragments of handshake types MUST NOT be sent", and a record ends at 2^14 bytes.
    if length == 0 or length > 16384 then
      return nil, "bad"
    end
    fragments[#fragments + 1] = bytes:sub(at + 5, at + 4 + length)
    at = at + 5 + length
  end
  return table.concat(fragments)
end

-- A name that a map key can be: letters, digits, hyphen, underscore and dots, in lower case and without the final dot.
local function hostname(bytes)
  local name = bytes:lower():gsub("%.+$", "")
  if #name >= 1 and #name <= 253 and not name:find("[^a-z0-9_.-]") then
    return name
  end
  return nil
end

-- The host_name of a server_name extension (RFC 6066 section 3) that occupies first..last.
local function host_name(hello, first, last)
  local list = u16(hello, first)
  local length = u16(hello, first + 3)
  if not list or not length or first + 1 + list > last or u8(hello, first + 2) ~= 0 or length + 3 > list then
    return nil, "bad"
  end
  local name = hostname(hello:sub(first + 5, first + 4 + length))
  if name then
    return name
  end
  return nil, "bad"
end

--- The server name in a ClientHello, however it is cut into records.
-- @param bytes what the client has sent so far
-- @return the name in lower case without final dot; or nil and why: "more" (the hello is not whole yet),
--   "none" (it has no server name), "bad" (it is no ClientHello)
function sixgate.server_name(bytes)
  local hello, why = handshake(bytes)
  if not hello then
    return nil, why
  end
  if #hello < 4 then
    return nil, "more"
  end
  local length = u24(hello, 2)
  if u8(hello, 1) ~= 1 or length > LONGEST_HELLO then
    return nil, "bad"
  end
  if #hello < 4 + length then
    return nil, why or "more"
  end
  hello = hello:sub(1, 4 + length)

  -- RFC 8446 section 4.1.2: version 2, random 32, then three vectors with lengths of 1, 2 and 1 bytes.
  local at = 4 + 2 + 32 + 1
  local session = u8(hello, at)
  local ciphers = session and u16(hello, at + 1 + session)
  at = ciphers and at + 1 + session + 2 + ciphers
  local compressions = at and u8(hello, at)
  if not compressions then
    return nil, "bad"
  end
  at = at + 1 + compressions
  if at > #hello then
    return nil, "none"
  end
  local extensions = u16(hello, at)
  if not extensions or at + 1 + extensions > #hello then
    return nil, "bad"
  end

  at = at + 2
  local last = at + extensions - 1
  while at + 3 <= last do
    local kind, size = u16(hello, at), u16(hello, at + 2)
    if at + 3 + size > last then
      return nil, "bad"
    end
    if kind == 0 then
      return host_name(hello, at + 4, at + 3 + size)
    end
    at = at + 4 + size
  end
  return nil, "none"
end

--- How many bytes must have come before a look at a hello that was not whole is worth while: those that end the record
-- which is under way, or the head of the next one.
function sixgate.hello_size(bytes)
  local at = 1
  while at + 4 <= #bytes do
    at = at + 5 + u16(bytes, at + 3)
  end
  return at > #bytes + 1 and at - 1 or at + 4
end

--- A fatal alert (RFC 8446 section 6).
-- Its record version is the one that the client named in its hello, but never above TLS 1.2: from there on every
-- record says 0x0303 (RFC 8446 section 5.1), and a client of TLS 1.0 may refuse a record of a version it never offered.
-- @param bytes the start of the client's hello; the first 11 bytes are enough
-- @param description its number
function sixgate.alert(bytes, description)
  local version = 0x0303
  if u8(bytes, 6) == 1 and (u16(bytes, 4) or 0) >= 6 then
    local offered = u16(bytes, 10)
    if offered and offered >= 0x0300 and offered < version then
      version = offered
    end
  end
  return string.pack(">I1I2I2I1I1", 0x15, version, 2, 2, description)
end

--- The alert unrecognized_name(112) of RFC 6066 section 3.
function sixgate.unrecognized_name(bytes)
  return sixgate.alert(bytes, 112)
end

-- ---------------------------------------------------------------- PROXY protocol

local function ipv4(text)
  local a, b, c, d = text:match("^(%d%d?%d?)%.(%d%d?%d?)%.(%d%d?%d?)%.(%d%d?%d?)$")
  if not a then
    return nil
  end
  a, b, c, d = tonumber(a), tonumber(b), tonumber(c), tonumber(d)
  return a < 256 and b < 256 and c < 256 and d < 256 and string.char(a, b, c, d) or nil
end

-- The groups of one side of "::" as bytes.
local function groups(text)
  local bytes = {}
  if text == "" then
    return ""
  end
  for group in (text .. ":"):gmatch("([^:]*):") do
    if not group:find("^%x%x?%x?%x?$") then
      return nil
    end
    bytes[#bytes + 1] = string.pack(">I2", tonumber(group, 16))
  end
  return table.concat(bytes)
end

local function ipv6(text)
  -- inet_ntop writes the last 32 bits dotted for mapped addresses: make them two groups.
  local head, tail = text:match("^(.*:)([%d.]+)$")
  local dotted = tail and ipv4(tail)
  if dotted then
    text = head .. string.format("%x:%x", u16(dotted, 1), u16(dotted, 3))
  end
  local left, right = text:match("^(.-)::(.*)$")
  if not left then
    local bytes = groups(text)
    return bytes and #bytes == 16 and bytes or nil
  end
  left, right = groups(left), groups(right)
  if not left or not right or #left + #right > 14 then
    return nil
  end
  return left .. string.rep("\0", 16 - #left - #right) .. right
end

local MAPPED = string.rep("\0", 10) .. "\xff\xff"

--- The 4 or 16 bytes of an address; 4 for an IPv4-mapped one, because that is what the visitor has. Nil if it is none.
function sixgate.address(text)
  local bytes = ipv4(text) or ipv6(text)
  if bytes and #bytes == 16 and bytes:sub(1, 12) == MAPPED then
    return bytes:sub(13)
  end
  return bytes
end

local function dotted(bytes)
  return string.format("%d.%d.%d.%d", bytes:byte(1, 4))
end

-- RFC 5952 is not asked for by the protocol, only "a valid IPv6 address"; HAProxy's own text is taken as it is.
local function text_of(bytes, text)
  return #bytes == 4 and dotted(bytes) or text
end

--- The version 1 header (proxy-protocol.txt section 2.1) in the visitor's own family.
function sixgate.proxy_v1(source, source_port, destination, destination_port)
  local from, to = sixgate.address(source), sixgate.address(destination)
  if not from or not to or #from ~= #to then
    return "PROXY UNKNOWN\r\n"
  end
  local family = #from == 4 and "TCP4" or "TCP6"
  return string.format("PROXY %s %s %s %d %d\r\n",
    family, text_of(from, source), text_of(to, destination), source_port, destination_port)
end

local SIGNATURE = "\r\n\r\n\0\r\nQUIT\n"

--- The version 2 header (proxy-protocol.txt section 2.2) in the visitor's own family, without TLVs.
function sixgate.proxy_v2(source, source_port, destination, destination_port)
  local from, to = sixgate.address(source), sixgate.address(destination)
  if not from or not to or #from ~= #to then
    -- 0x21: version 2, PROXY; 0x00: AF_UNSPEC, the receiver takes the connection's own addresses.
    return SIGNATURE .. "\x21\x00\0\0"
  end
  -- 0x11: TCP over IPv4, 0x21: TCP over IPv6.
  local family = #from == 4 and 0x11 or 0x21
  return SIGNATURE .. "\x21"
    .. string.pack(">I1I2", family, 2 * #from + 4) .. from .. to
    .. string.pack(">I2I2", source_port, destination_port)
end

--- Address and port of the gateway, as the frontend wrote them into the second hop's unique id: "192.0.2.1|80".
function sixgate.gateway_of(unique_id)
  local address, port = (unique_id or ""):match("^([%x.:]+)|(%d%d?%d?%d?%d?)$")
  port = tonumber(port)
  if not address or not sixgate.address(address) or port > 65535 then
    return nil
  end
  return address, port
end

-- ---------------------------------------------------------------- HAProxy

local function register()
  -- Sends the alert; HAProxy closes after it.
  core.register_service("sixgate_unrecognized_name", "tcp", function(applet)
    applet:send(sixgate.unrecognized_name(applet:receive(11) or ""))
  end)

  -- Sets txn.name from a hello that req.ssl_sni could not read, because it is cut into several records. Waits for the
  -- rest of it with growing pauses for 4/5 of the inspect-delay (argument, in seconds), whose end would be a Lua error.
  core.register_action("sixgate_server_name", { "tcp-req" }, function(txn, delay)
    local left, pause = 800 * tonumber(delay), 5
    repeat
      local name, why = sixgate.server_name(txn.req:data() or "")
      if name then
        txn:set_var("txn.name", name)
      end
      if why ~= "more" or not txn.req:may_recv() then
        return
      end
      core.msleep(pause)
      left, pause = left - pause, math.min(2 * pause, 400)
    until left < pause
  end, 1)

  for version, header in pairs({ v1 = sixgate.proxy_v1, v2 = sixgate.proxy_v2 }) do
    -- For TCP: the addresses are those of the connection, whatever set-dst has made of the stream's.
    core.register_action("sixgate_proxy_" .. version, { "tcp-req" }, function(txn)
      local f = txn.f
      txn.req:prepend(header(f:fc_src(), f:fc_src_port(), f:fc_dst(), f:fc_dst_port()))
    end)

    -- For HTTP, in the second hop: the visitor comes from the PROXY header between the two, the gateway's address
    -- from its unique id.
    core.register_action("sixgate_hop_proxy_" .. version, { "tcp-req" }, function(txn)
      local f = txn.f
      local gateway, port = sixgate.gateway_of(f:fc_pp_unique_id())
      txn.req:prepend(header(f:src(), f:src_port(), gateway or "", port or 0))
    end)
  end
end

if core then
  register()
  -- For starttls.lua, which HAProxy loads after this file.
  package.loaded["sixgate"] = sixgate
end

return sixgate
