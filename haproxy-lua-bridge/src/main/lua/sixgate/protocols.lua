-- The protocols that ask for TLS, by the names that services have in gateway.yaml. Each has
--
--   client(peer, session)    speaks with a client until its ClientHello is to come. Gives "tls", "implicit" (TLS from
--                            the first byte) or "plain" (the rest is the relay's); "left" and "nameless" when the
--                            client is done; else nil, or another reason of preamble.lua
--   host(peer, session)      brings a host to the same place; true if it went on, else false and what is passed on;
--                            sets session.refused if what this client had said was the reason
--   farewell(why, session)   what a client is told last; nil for nothing
--   asks_for_implicit        whether a host is asked for TLS also when the client began it with its first byte

local smtp = require("sixgate.preamble.smtp")
local xmpp = require("sixgate.preamble.xmpp")

return {
  smtp = smtp,
  submission = setmetatable({ client = smtp.submission }, { __index = smtp }),
  imap = require("sixgate.preamble.imap"),
  pop3 = require("sixgate.preamble.pop3"),
  ftp = require("sixgate.preamble.ftp"),
  ldap = require("sixgate.preamble.ldap"),
  ["xmpp-client"] = xmpp.client,
  ["xmpp-server"] = xmpp.server,
  postgresql = require("sixgate.preamble.postgresql"),
  sieve = require("sixgate.preamble.sieve"),
  nntp = require("sixgate.preamble.nntp"),
}
