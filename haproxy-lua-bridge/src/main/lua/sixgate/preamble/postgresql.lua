-- PostgreSQL (manual, "Message Formats" and "SSL Session Encryption"): port 5432. The client speaks first.
--
--   the client says            it is answered
--   SSLRequest                 S: its ClientHello follows
--   GSSENCRequest              N: clients go on with an SSLRequest
--   a ClientHello              direct TLS, since version 17
--   a StartupMessage           ErrorResponse, FATAL, 28000: TLS is needed
--   a CancelRequest            closed: it names no host. (libpq of version 17 sends it inside TLS.)
--
-- Direct TLS goes on by an SSLRequest to the host, which every version understands. Version 17 asks only that the
-- client says "postgresql" by ALPN, and that passes from end to end.

local postgresql = {}

local SSL_REQUEST = string.pack(">I4I4", 8, 80877103)
local GSSENC_REQUEST = string.pack(">I4I4", 8, 80877104)
local CANCEL_REQUEST = string.pack(">I4", 80877102)
local TLS_RECORD = 0x16

-- ErrorResponse: a type, a length, then fields of a letter and a text each.
local function fatal(code, message)
  local fields = "SFATAL\0VFATAL\0C" .. code .. "\0M" .. message .. "\0\0"
  return "E" .. string.pack(">I4", 4 + #fields) .. fields
end

function postgresql.client(peer)
  while true do
    local first = peer:peek(1)
    if not first then
      return nil
    end
    if first:byte() == TLS_RECORD then
      return "implicit"
    end
    local message = peer:take(8)
    if not message then
      return nil
    end
    if message == SSL_REQUEST then
      return peer:begin_tls("S")
    elseif message == GSSENC_REQUEST then
      peer:say("N")
    elseif message:sub(5) == CANCEL_REQUEST then
      return "left"
    else
      peer:say(fatal("28000", "TLS is needed here, with the server's name: sslmode=verify-full"))
      return "left"
    end
  end
end

function postgresql.host(peer)
  peer:say(SSL_REQUEST)
  return peer:take(1) == "S"
end

--- Its hosts are asked for TLS also when the client began by itself.
postgresql.asks_for_implicit = true

local FAREWELLS = {
  slow = fatal("08P01", "You took too long"),
  much = fatal("08P01", "Too many requests before TLS"),
  more = fatal("08P01", "Nothing may follow an SSLRequest before TLS"),
}

function postgresql.farewell(why)
  return FAREWELLS[why]
end

return postgresql
