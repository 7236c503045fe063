-- PROXY headers of forwards, for forwards.cfg.
--
-- A header in the client's own family must stand before the first byte, and with many protocols (SMTP, FTP) the server
-- speaks first. HAProxy's own send-proxy would name the host as destination and an IPv4 client as IPv6, after set-dst.
-- So the first hop sends a version 2 header of the true addresses, with the host as its unique id, over loopback; here,
-- in the second hop, it is the first payload: the host is taken out of it, and the header is put in the form that is
-- wanted. Loaded per thread, and stateless. The upper part is pure (src/test/lua).

local forwards = {}

local SIGNATURE = "\r\n\r\n\0\r\nQUIT\n"
local UNIQUE_ID = 0x05

-- ADDRESS|PORT
local function target(tlvs)
  local at = 1
  while at + 2 <= #tlvs do
    local kind, length = string.unpack(">I1I2", tlvs, at)
    local value = tlvs:sub(at + 3, at + 2 + length)
    if #value < length then
      return nil
    end
    if kind == UNIQUE_ID then
      return value:match("^([%x:.]+)|(%d+)$")
    end
    at = at + 3 + length
  end
  return nil
end

--- Reads a version 2 header (proxy-protocol.txt section 2.2) at the start of the bytes.
-- @return what it says; or nil and why: "more" (it is not whole yet), "bad" (it is none of ours)
function forwards.header(bytes)
  local start = bytes:sub(1, #SIGNATURE)
  if start ~= SIGNATURE:sub(1, #start) then
    return nil, "bad"
  end
  if #bytes < 16 then
    return nil, "more"
  end
  local command, family, length = string.unpack(">I1I1I2", bytes, 13)
  -- 0x21: version 2, PROXY; 0x11: TCP over IPv4, 0x21: TCP over IPv6.
  local addresses = ({ [0x11] = 12, [0x21] = 36 })[family]
  if command ~= 0x21 or not addresses or length < addresses then
    return nil, "bad"
  end
  if #bytes < 16 + length then
    return nil, "more"
  end
  local host, port = target(bytes:sub(17 + addresses, 16 + length))
  if not host then
    return nil, "bad"
  end
  return {
    size = 16 + length,
    family = family,
    addresses = bytes:sub(17, 16 + addresses),
    host = host,
    port = tonumber(port),
  }
end

--- The same as a version 2 header without TLVs.
function forwards.v2(header)
  return SIGNATURE .. string.pack(">I1I1I2", 0x21, header.family, #header.addresses) .. header.addresses
end

-- As RFC 5952 writes it: "::" for the first longest run of zeros, if that is two or more.
local function ipv6(bytes)
  local groups, best, length = {}, 0, 1
  for i = 1, 8 do
    groups[i] = string.unpack(">I2", bytes, 2 * i - 1)
    local from = i
    while groups[from] == 0 do
      from = from - 1
    end
    if i - from > length then
      best, length = from + 1, i - from
    end
  end
  local function text(first, last)
    local words = {}
    for i = first, last do
      words[#words + 1] = string.format("%x", groups[i])
    end
    return table.concat(words, ":")
  end
  if length < 2 then
    return text(1, 8)
  end
  return text(1, best - 1) .. "::" .. text(best + length, 8)
end

--- The same as a version 1 header.
function forwards.v1(header)
  local size = header.family == 0x11 and 4 or 16
  local from, to = header.addresses:sub(1, size), header.addresses:sub(size + 1, 2 * size)
  local from_port, to_port = string.unpack(">I2I2", header.addresses, 2 * size + 1)
  if size == 4 then
    return string.format("PROXY TCP4 %d.%d.%d.%d %d.%d.%d.%d %d %d\r\n",
      from:byte(1), from:byte(2), from:byte(3), from:byte(4),
      to:byte(1), to:byte(2), to:byte(3), to:byte(4), from_port, to_port)
  end
  return string.format("PROXY TCP6 %s %s %d %d\r\n", ipv6(from), ipv6(to), from_port, to_port)
end

-- ---------------------------------------------------------------- HAProxy

local function register()
  for version, text in pairs({ v1 = forwards.v1, v2 = forwards.v2 }) do
    -- Sets txn.host and txn.port and replaces the header; without a right one it leaves both unset.
    core.register_action("sixgate_forward_proxy_" .. version, { "tcp-req" }, function(txn)
      for _ = 1, 100 do
        local header, why = forwards.header(txn.req:data() or "")
        if header then
          txn.req:remove(0, header.size)
          txn.req:prepend(text(header))
          txn:set_var("txn.host", header.host)
          txn:set_var("txn.port", header.port)
          return
        end
        if why ~= "more" or not txn.req:may_recv() then
          return
        end
        core.msleep(20)
      end
    end)
  end
end

if core then
  register()
end

return forwards
