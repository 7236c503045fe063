-- FTP (RFC 959) with FEAT (RFC 2389) and AUTH TLS (RFC 4217): the control connection, port 21.
--
--   the client says            it is answered
--   (connects)                 220
--   FEAT                       AUTH TLS, PBSZ, PROT; a client asks again after TLS
--   SYST                       215 UNIX Type: L8
--   NOOP                       200
--   OPTS UTF8 ON               200 (RFC 2640 has no answer of its own for it; clients ask before they log in)
--   AUTH TLS, AUTH TLS-C       234: its ClientHello follows
--   AUTH, anything else        504 (AUTH SSL would mean PROT P at once, RFC 4217 section 17; clients ask for TLS then)
--   QUIT                       221, closed
--   anything else              530 AUTH TLS first

local ftp = {}

function ftp.client(peer, session)
  peer:say("220 " .. session.gateway .. "\r\n")
  return peer:converse({
    FEAT = function() peer:say("211-Extensions:\r\n AUTH TLS\r\n PBSZ\r\n PROT\r\n211 End\r\n") end,
    SYST = function() peer:say("215 UNIX Type: L8\r\n") end,
    NOOP = function() peer:say("200 Ok\r\n") end,
    OPTS = function(line)
      peer:say(line:upper():find("^OPTS UTF8 ON *$") and "200 Ok\r\n" or "530 AUTH TLS first\r\n")
    end,
    AUTH = function(line)
      local mechanism = line:upper():match("^AUTH +(%S+) *$")
      if mechanism == "TLS" or mechanism == "TLS-C" then
        return peer:begin_tls("234 Begin TLS now\r\n")
      end
      peer:say("504 AUTH TLS is what is spoken here\r\n")
    end,
    QUIT = function()
      peer:say("221 Bye\r\n")
      return "left"
    end,
  }, function() peer:say("530 AUTH TLS first\r\n") end)
end

function ftp.host(peer)
  if peer:reply() ~= "220" then
    return false
  end
  peer:say("AUTH TLS\r\n")
  return peer:reply() == "234"
end

local FAREWELLS = {
  slow = "421 You took too long\r\n",
  closed = "421 You were silent for too long\r\n",
  much = "421 Too many commands before AUTH TLS\r\n",
  long = "421 The line is too long\r\n",
  bad = "421 The line has a control character\r\n",
  more = "421 Nothing may follow AUTH TLS before TLS\r\n",
}

function ftp.farewell(why)
  return FAREWELLS[why]
end

return ftp
