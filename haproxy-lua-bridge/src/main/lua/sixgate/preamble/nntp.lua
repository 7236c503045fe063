-- NNTP (RFC 3977) with STARTTLS (RFC 4642): port 119.
--
--   the client says            it is answered
--   (connects)                 200
--   CAPABILITIES               VERSION 2 and STARTTLS; a client asks again after TLS (RFC 4642 section 2.2.2)
--   MODE READER                200
--   STARTTLS                   382: its ClientHello follows
--   QUIT                       205, closed
--   anything else              483 STARTTLS first (RFC 3977 section 3.2.1)

local nntp = {}

function nntp.client(peer, session)
  peer:say("200 " .. session.gateway .. "\r\n")
  return peer:converse({
    CAPABILITIES = function() peer:say("101 Capabilities\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n") end,
    MODE = function() peer:say("200 Ok\r\n") end,
    STARTTLS = function() return peer:begin_tls("382 Begin TLS now\r\n") end,
    QUIT = function()
      peer:say("205 Bye\r\n")
      return "left"
    end,
  }, function() peer:say("483 STARTTLS first\r\n") end)
end

function nntp.host(peer)
  local greeting = peer:line()
  if not greeting or not greeting:find("^20[01]") then
    return false
  end
  peer:say("STARTTLS\r\n")
  local answer = peer:line()
  return answer ~= nil and answer:find("^382") ~= nil
end

local FAREWELLS = {
  slow = "400 You took too long\r\n",
  closed = "400 You were silent for too long\r\n",
  much = "400 Too many commands before STARTTLS\r\n",
  long = "400 The line is too long\r\n",
  bad = "400 The line has a control character\r\n",
  more = "400 Nothing may follow STARTTLS before TLS\r\n",
}

function nntp.farewell(why)
  return FAREWELLS[why]
end

return nntp
