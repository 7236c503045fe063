-- Registers with HAProxy what sixgate.cfg needs for STARTTLS: the preamble with the client, its replay to the host,
-- and what holds the client's bytes in between. TLS is never ended here.
--
--   tcp-request content lua.sixgate_preamble NAME SECONDS WAIT RELAY
--       speaks with the client as a server of txn.protocol would, until its ClientHello is whole. Sets
--       txn.preamble  "tls", "implicit" or "plain" (for the relay, without TLS); else how it ended: it is to be closed
--       txn.name      the server name
--   tcp-request content lua.sixgate_refuse
--       a TLS alert: nobody is served under the name
--   tcp-response content lua.sixgate_replay RELAY_MODE
--       PROXY header by txn.mode (to the relay: by RELAY_MODE), then the client's part of the preamble to the host.
--       Sets txn.replayed "yes", "no" (the host did not do its part), "refused" (it refused what the client said) or
--       "left" (the client has gone).
--   filter lua.sixgate_hold
--       keeps the client's bytes until txn.go is set
--
-- Loaded behind sixgate.lua, once in each thread, which remembers nothing between two connections.

local sixgate = require("sixgate")
local preamble = require("sixgate.preamble")
local PROTOCOLS = require("sixgate.protocols")

-- RFC 8446 section 6.2: the host did not do what was needed for TLS.
local INTERNAL_ERROR = 80
-- A hello is looked at when a record is whole. Real ones come in one to three records; a record may hold a single byte.
local MOST_LOOKS = 100
-- How long a host may take for its part of the preamble.
local HOST_SECONDS = 20

local function clock()
  local now = core.now()
  return now.sec + now.usec / 1000000
end

-- RFC 5321 section 4.1.3, for a gateway without a name.
local function literal(address)
  return address:find(":", 1, true) and "[IPv6:" .. address .. "]" or "[" .. address .. "]"
end

-- Waits for a whole hello. Sets txn.name if it has one, and gives false if it is no hello, or one cut so small that
-- looking at it again and again would cost too much.
local function take_name(txn, client, session)
  for _ = 1, MOST_LOOKS do
    local bytes = client:waiting()
    local name, why = sixgate.server_name(bytes)
    if name then
      if not session.to or session.to == name then
        txn:set_var("txn.name", name)
      end
      return true
    elseif why == "none" then
      if session.to then
        txn:set_var("txn.name", session.to)
      end
      return true
    elseif why == "bad" or not client:peek(sixgate.hello_size(bytes)) then
      return false
    elseif client.clock() >= client.deadline then
      return false
    end
  end
  return false
end

core.register_action("sixgate_preamble", { "tcp-req" }, function(txn, name, seconds, wait, relay)
  local session = {
    gateway = name ~= "-" and name or literal(txn.f:fc_dst()),
    protocol = PROTOCOLS[txn:get_var("txn.protocol")],
    wait = tonumber(wait),
    relay = relay == "relay",
    pause = core.msleep,
    -- RFC 6120 section 4.7.3: nobody must be able to guess the id of a stream. Lua has the same dice in each thread.
    id = function() return txn.f:uuid() end,
  }
  local client = preamble.peer(txn.req, txn.res, preamble.CLIENT, tonumber(seconds), clock)
  local ended = session.protocol.client(client, session) or client.why
  if ended == "tls" or ended == "implicit" then
    if not take_name(txn, client, session) then
      ended = "no-hello"
    end
  elseif ended ~= "plain" then
    local farewell = session.protocol.farewell(ended, session)
    if farewell then
      client:say(farewell)
    end
  end
  session.mode = ended
  txn:set_priv(session)
  txn:set_var("txn.preamble", ended)
end, 4)

-- RFC 6066 section 3: a server that does not know the name says unrecognized_name. A destination that is refused is no
-- client's business and looks the same.
core.register_action("sixgate_refuse", { "tcp-req" }, function(txn)
  txn.res:send(sixgate.unrecognized_name(txn.req:data(0, 11) or ""))
end, 0)

-- The PROXY header that the server wants, "" for none.
local function header(txn, mode)
  local write = mode == "proxy-v1" and sixgate.proxy_v1 or mode == "proxy-v2" and sixgate.proxy_v2
  local f = txn.f
  return write and write(f:fc_src(), f:fc_src_port(), f:fc_dst(), f:fc_dst_port()) or ""
end

core.register_action("sixgate_replay", { "tcp-res" }, function(txn, relay_mode)
  local session = txn:get_priv()
  local protocol = session.protocol
  local relayed = txn.f:srv_name() == "relay"
  local proxy = header(txn, relayed and relay_mode or txn:get_var("txn.mode"))
  if proxy ~= "" then
    txn.req:send(proxy)
  end
  local host = preamble.peer(txn.res, txn.req, preamble.HOST, HOST_SECONDS, clock)
  local fine, refusal = true, nil
  if session.mode ~= "implicit" or protocol.asks_for_implicit then
    fine, refusal = protocol.host(host, session)
    -- CVE-2011-0411 from the other side: what a host, or somebody between, says before TLS is not what it says inside.
    fine = fine and (session.mode == "plain" or not host:has_more())
  end
  -- HAProxy passes the client's end on before what is held here. TLS could not go on, and mail would be lost unseen.
  local left = not txn.req:may_recv()
  txn:set_var("txn.replayed", left and "left" or fine and "yes" or session.refused and "refused" or "no")
  if fine and not left then
    txn:set_var("txn.go", true)
    txn.req:forward(txn.req:input())
  elseif session.mode == "plain" then
    txn.res:send(refusal or protocol.unavailable(session))
  elseif not left then
    txn.res:send(sixgate.alert(txn.req:data(0, 11) or "", INTERNAL_ERROR))
  end
end, 1)

local Hold = { id = "sixgate hold", flags = filter.FLT_CFG_FL_HTX }
Hold.__index = Hold

function Hold.new()
  return setmetatable({}, Hold)
end

function Hold:start_analyze(_, channel)
  if not channel:is_resp() then
    filter.register_data_filter(self, channel)
  end
end

function Hold:tcp_payload(txn, channel)
  if channel:is_resp() then
    return nil
  end
  if txn:get_var("txn.go") then
    -- From here on HAProxy passes bytes through by itself.
    filter.unregister_data_filter(self, channel)
    return nil
  end
  return 0
end

core.register_filter("sixgate_hold", Hold, function(new)
  return new
end)
