-- POP3 (RFC 1939) with CAPA (RFC 2449) and STLS (RFC 2595 section 4): port 110.
--
--   the client says            it is answered
--   (connects)                 +OK
--   CAPA                       STLS and nothing else; a client asks again after TLS (RFC 2595 section 4)
--   NOOP                       +OK
--   STLS                       +OK: its ClientHello follows
--   QUIT                       +OK, closed
--   anything else              -ERR STLS first

local pop3 = {}

function pop3.client(peer, session)
  peer:say("+OK " .. session.gateway .. "\r\n")
  return peer:converse({
    CAPA = function() peer:say("+OK\r\nSTLS\r\n.\r\n") end,
    NOOP = function() peer:say("+OK\r\n") end,
    STLS = function() return peer:begin_tls("+OK Begin TLS now\r\n") end,
    QUIT = function()
      peer:say("+OK Bye\r\n")
      return "left"
    end,
  }, function() peer:say("-ERR STLS first\r\n") end)
end

local function is_ok(peer)
  local line = peer:line()
  return line ~= nil and line:find("^%+OK") ~= nil
end

function pop3.host(peer)
  if not is_ok(peer) then
    return false
  end
  peer:say("STLS\r\n")
  return is_ok(peer)
end

local FAREWELLS = {
  slow = "-ERR You took too long\r\n",
  closed = "-ERR You were silent for too long\r\n",
  much = "-ERR Too many commands before STLS\r\n",
  long = "-ERR The line is too long\r\n",
  bad = "-ERR The line has a control character\r\n",
  more = "-ERR Nothing may follow STLS before TLS\r\n",
}

function pop3.farewell(why)
  return FAREWELLS[why]
end

return pop3
