-- ManageSieve (RFC 5804; STARTTLS section 2.2): port 4190.
--
--   the client says            it is answered
--   (connects)                 the capabilities: no SASL mechanism, STARTTLS; then OK
--   CAPABILITY                 the same; the host sends its own after TLS, unasked (section 2.2)
--   NOOP                       OK
--   STARTTLS                   OK: its ClientHello follows
--   LOGOUT                     OK, closed
--   anything else              NO (ENCRYPT-NEEDED) (section 1.3)

local sieve = {}

local CAPABILITIES = '"IMPLEMENTATION" "%s"\r\n"SASL" ""\r\n"SIEVE" ""\r\n"STARTTLS"\r\n"VERSION" "1.0"\r\nOK\r\n'

function sieve.client(peer, session)
  local capabilities = CAPABILITIES:format(session.gateway)
  peer:say(capabilities)
  return peer:converse({
    CAPABILITY = function() peer:say(capabilities) end,
    NOOP = function() peer:say("OK\r\n") end,
    STARTTLS = function() return peer:begin_tls("OK\r\n") end,
    LOGOUT = function()
      peer:say("OK\r\n")
      return "left"
    end,
  }, function() peer:say('NO (ENCRYPT-NEEDED) "STARTTLS first"\r\n') end)
end

-- Lines until one that says how it went: OK, NO or BYE. Capabilities stand in quotes.
local function is_ok(peer)
  while true do
    local line = peer:line()
    if not line then
      return false
    end
    local word = (line:match("^%a+") or ""):upper()
    if word ~= "" then
      return word == "OK"
    end
  end
end

function sieve.host(peer)
  if not is_ok(peer) then
    return false
  end
  peer:say("STARTTLS\r\n")
  return is_ok(peer)
end

local FAREWELLS = {
  slow = 'BYE "You took too long"\r\n',
  closed = 'BYE "You were silent for too long"\r\n',
  much = 'BYE "Too many commands before STARTTLS"\r\n',
  long = 'BYE "The line is too long"\r\n',
  bad = 'BYE "The line has a control character"\r\n',
  more = 'BYE "Nothing may follow STARTTLS before TLS"\r\n',
}

function sieve.farewell(why)
  return FAREWELLS[why]
end

return sieve
