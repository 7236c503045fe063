-- IMAP (RFC 9051, RFC 3501; STARTTLS section 6.2.1; PRIVACYREQUIRED RFC 5530): port 143.
--
--   the client says            it is answered
--   (connects)                 * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED]
--   tag CAPABILITY             the same capabilities; a client asks again after TLS (section 6.2.1)
--   tag NOOP                   tag OK
--   tag STARTTLS               tag OK: its ClientHello follows
--   tag LOGOUT                 * BYE, tag OK, closed
--   any other command          tag NO [PRIVACYREQUIRED]
--   no command                 * BAD

local imap = {}

local CAPABILITIES = "CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED"
local OUR_TAG = "gateway1"

function imap.client(peer, session)
  peer:say("* OK [" .. CAPABILITIES .. "] " .. session.gateway .. "\r\n")
  while true do
    local line = peer:line()
    if not line then
      return nil
    end
    -- A tag is any ASTRING-CHAR except "+" (section 9); what could break an answer apart is none.
    local tag, word = line:match('^([^%s%c(){%%*"\\+\128-\255]+) (%a+)')
    word = word and word:upper()
    if not tag then
      peer:say("* BAD A tag and a command are wanted\r\n")
    elseif word == "STARTTLS" then
      return peer:begin_tls(tag .. " OK Begin TLS now\r\n")
    elseif word == "CAPABILITY" then
      peer:say("* " .. CAPABILITIES .. "\r\n" .. tag .. " OK Done\r\n")
    elseif word == "NOOP" then
      peer:say(tag .. " OK Done\r\n")
    elseif word == "LOGOUT" then
      peer:say("* BYE\r\n" .. tag .. " OK Done\r\n")
      return "left"
    else
      peer:say(tag .. " NO [PRIVACYREQUIRED] STARTTLS first\r\n")
    end
  end
end

function imap.host(peer)
  local greeting = peer:line()
  -- "* PREAUTH" knows the client already, and no TLS can follow (section 6.2.1).
  if not greeting or not greeting:upper():find("^%* OK") then
    return false
  end
  peer:say(OUR_TAG .. " STARTTLS\r\n")
  while true do
    local line = peer:line()
    if not line then
      return false
    end
    local state = line:match("^" .. OUR_TAG .. " (%a+)")
    if state then
      return state:upper() == "OK"
    end
  end
end

local FAREWELLS = {
  slow = "* BYE You took too long\r\n",
  closed = "* BYE You were silent for too long\r\n",
  much = "* BYE Too many commands before STARTTLS\r\n",
  long = "* BYE The line is too long\r\n",
  bad = "* BYE The line has a control character\r\n",
  more = "* BYE Nothing may follow STARTTLS before TLS\r\n",
}

function imap.farewell(why)
  return FAREWELLS[why]
end

return imap
