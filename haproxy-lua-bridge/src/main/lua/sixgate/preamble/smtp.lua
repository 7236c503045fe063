-- SMTP (RFC 5321) with STARTTLS (RFC 3207): ports 25 and 587.
--
--   the client says            it is answered
--   (connects)                 220 GATEWAY ESMTP
--   EHLO name                  250-GATEWAY, 250 STARTTLS; with a relay also PIPELINING and 8BITMIME
--   HELO name                  250 GATEWAY
--   STARTTLS after EHLO        220: its ClientHello follows
--   STARTTLS before EHLO       503 5.5.1
--   NOOP, RSET                 250 2.0.0
--   QUIT                       221 2.0.0, closed
--   anything else              530 5.7.0 Must issue a STARTTLS command first; with a relay it is the relay's
--
-- Only what every server behind the gateway has is promised: after TLS a client asks again (RFC 3207 section 4.2), but
-- a sender that goes to the relay in the clear does not. There, the two extensions are what the relay must have.
--
-- On 587 a client may also begin TLS with its first byte (implicit TLS). It is given a moment for that before the
-- greeting, since a client of STARTTLS waits for the greeting.

local smtp = {}

local TLS_RECORD = 0x16
-- Milliseconds. HAProxy 2.6 does not wake Lua from a pause that is over before it has noted it: one of 1 ms is lost
-- often, one of 5 ms was not in 6,000.
local PAUSE = 10

-- What is answered here even if a relay could.
local OURS = { EHLO = true, HELO = true, NOOP = true, RSET = true, STARTTLS = true, QUIT = true }

--- Whether the client begins TLS by itself within so many milliseconds.
local function speaks_first(peer, session)
  local left = session.wait
  while left > 0 and not peer:has_more() do
    session.pause(PAUSE)
    left = left - PAUSE
  end
  return peer:has_more() and peer:waiting():byte() == TLS_RECORD
end

local function converse(peer, session, relayed)
  local name = session.gateway
  local extensions = relayed and "250-PIPELINING\r\n250-8BITMIME\r\n" or ""
  peer:say("220 " .. name .. " ESMTP\r\n")
  while true do
    local line, length = peer:peek_line()
    if not line then
      -- What is no line to us may be one to the relay, or its to refuse.
      return relayed and (peer.why == "long" or peer.why == "bad") and "plain" or nil
    end
    local word, argument = line:match("^(%a+)[ \t]*(.*)$")
    word = word and word:upper() or ""
    if relayed and not OURS[word] then
      return "plain"
    end
    if not peer:drop(length) then
      return nil
    end
    if (word == "EHLO" or word == "HELO") and argument ~= "" then
      session.greeted, session.client_name = word, argument
      peer:say(word == "HELO" and "250 " .. name .. "\r\n"
        or "250-" .. name .. "\r\n" .. extensions .. "250 STARTTLS\r\n")
    elseif word == "EHLO" or word == "HELO" then
      peer:say("501 5.5.4 Say who you are: " .. word .. " name\r\n")
    elseif word == "NOOP" or word == "RSET" then
      peer:say("250 2.0.0 Ok\r\n")
    elseif word == "QUIT" then
      peer:say("221 2.0.0 Bye\r\n")
      return "left"
    elseif word == "STARTTLS" and session.greeted ~= "EHLO" then
      peer:say("503 5.5.1 Say EHLO first\r\n")
    elseif word == "STARTTLS" then
      return peer:begin_tls("220 2.0.0 Ready to start TLS\r\n")
    else
      peer:say("530 5.7.0 Must issue a STARTTLS command first\r\n")
    end
  end
end

--- Gives how the preamble ended: "tls", "plain" (the rest is the relay's), "left", or nil.
function smtp.client(peer, session)
  return converse(peer, session, session.relay)
end

--- The same on 587, where "implicit" is another end.
function smtp.submission(peer, session)
  if speaks_first(peer, session) then
    return "implicit"
  end
  return converse(peer, session, false)
end

--- Brings the host, or the relay, to where the client is. What it refuses is what a client in the clear is told.
function smtp.host(peer, session)
  local code, text = peer:reply()
  if session.mode == "plain" then
    if code == "220" and session.greeted then
      peer:say(session.greeted .. " " .. session.client_name .. "\r\n")
      code, text = peer:reply()
      return code == "250", text
    end
    return code == "220", text
  end
  if code ~= "220" then
    return false
  end
  peer:say("EHLO " .. session.client_name .. "\r\n")
  code = peer:reply()
  session.refused = code ~= nil and code ~= "250"
  if code ~= "250" then
    return false
  end
  peer:say("STARTTLS\r\n")
  return peer:reply() == "220"
end

local FAREWELLS = {
  slow = "421 4.4.2 %s You took too long\r\n",
  closed = "421 4.4.2 %s You were silent for too long\r\n",
  much = "421 4.7.0 %s Too many commands before STARTTLS\r\n",
  long = "421 4.7.0 %s The line is too long\r\n",
  bad = "421 4.7.0 %s The line has a control character\r\n",
  more = "421 4.7.0 %s Nothing may follow STARTTLS before TLS\r\n",
}

function smtp.farewell(why, session)
  return FAREWELLS[why] and FAREWELLS[why]:format(session.gateway)
end

--- What a client in the clear is told when neither host nor relay answers.
function smtp.unavailable(session)
  return "421 4.3.2 " .. session.gateway .. " Not available, try again later\r\n"
end

return smtp
