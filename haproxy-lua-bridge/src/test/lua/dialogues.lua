-- What clients and hosts say before TLS, by protocol, for preamble_test.lua:
--   client     its pieces, up to the request for TLS        go        how the go-ahead looks, a pattern
--   host       its pieces                                    replayed  what it is told meanwhile
--   refusals   first answers of a host that does not do its part

local TLS = "urn:ietf:params:xml:ns:xmpp-tls"
local STREAMS = "http://etherx.jabber.org/streams"
local START_TLS_NAME = "1.3.6.1.4.1.1466.20037"
local START_TLS = "\x30\x1d\2\1\1\x77\x18\x80\x16" .. START_TLS_NAME
local SSL_REQUEST = string.pack(">I4I4", 8, 80877103)

local smtp = {
  client = { "EHLO client.example\r\n", "STARTTLS\r\n" },
  go = "220 2%.0%.0 [^\r]*\r\n",
  host = { "220-host\r\n220 ESMTP\r\n", "250-host\r\n250-SIZE 1\r\n250 STARTTLS\r\n", "220 go\r\n" },
  replayed = "EHLO client.example\r\nSTARTTLS\r\n",
  refusals = { "554 no\r\n", "no\r\n", "250 host\r\n220 go\r\n", "220 host\r\n502 EHLO?\r\n", "220 host\r\n250 host\r\n454 not now\r\n" },
}

local function xmpp(kind)
  local header = ("<?xml version='1.0'?><stream:stream xmlns='jabber:%s' xmlns:stream='%s'"):format(kind, STREAMS)
  local servers = "<?xml version='1.0'?><stream:stream xmlns:stream='" .. STREAMS .. "' id='1' version='1.0'>"
  return {
    client = { header .. " to='mail.acme.example' version='1.0'>", "<starttls xmlns='" .. TLS .. "'/>" },
    go = "<proceed xmlns='" .. TLS:gsub("%-", "%%-") .. "'/>",
    host = { servers .. "<stream:features><starttls xmlns='" .. TLS .. "'><required/></starttls></stream:features>",
      "<proceed xmlns='" .. TLS .. "'/>" },
    replayed = header .. " to='mail.acme.example' version='1.0'><starttls xmlns='" .. TLS .. "'/>",
    refusals = { servers .. "<stream:features/>", servers .. "<stream:error><host-unknown/></stream:error></stream:stream>",
      servers .. "<stream:features><starttls xmlns='" .. TLS .. "'/></stream:features><failure xmlns='" .. TLS .. "'/>" },
  }
end

return {
  smtp = smtp,
  submission = smtp,
  imap = {
    client = { "a CAPABILITY\r\n", "b.1 starttls\r\n" },
    go = "b%.1 OK [^\r]*\r\n",
    host = { "* OK [CAPABILITY IMAP4rev1] host\r\n", "* CAPABILITY IMAP4rev1\r\ngateway1 OK go\r\n" },
    replayed = "gateway1 STARTTLS\r\n",
    refusals = { "* BYE no\r\n", "* PREAUTH you\r\n", "* OK\r\ngateway1 NO no\r\n", "* OK\r\ngateway1 BAD no\r\n" },
  },
  pop3 = {
    client = { "CAPA\r\n", "stls\r\n" },
    go = "%+OK[^\r]*\r\n",
    host = { "+OK host <1@host>\r\n", "+OK go\r\n" },
    replayed = "STLS\r\n",
    refusals = { "-ERR no\r\n", "+OK\r\n-ERR no\r\n" },
  },
  ftp = {
    client = { "FEAT\r\n", "AUTH TLS\r\n" },
    go = "234 [^\r]*\r\n",
    host = { "220-Welcome\r\n and so on\r\n220 host\r\n", "234 go\r\n" },
    replayed = "AUTH TLS\r\n",
    refusals = { "421 no\r\n", "220 host\r\n500 AUTH?\r\n" },
  },
  ldap = {
    client = { START_TLS },
    go = "\x30.\2\1\1\x78.\x0a\1\0\4.*",
    host = { "\x30\x0c\2\1\1\x78\7\x0a\1\0\4\0\4\0" },
    replayed = START_TLS,
    refusals = { "\x30\x0c\2\1\1\x78\7\x0a\1\2\4\0\4\0",
      "\x30\x0c\2\1\2\x78\7\x0a\1\0\4\0\4\0", "\x30\x0c\2\1\1\x61\7\x0a\1\0\4\0\4\0", "x" },
  },
  sieve = {
    client = { "CAPABILITY\r\n", "STARTTLS\r\n" },
    go = '"1%.0"\r\nOK\r\nOK\r\n',
    host = { '"SIEVE" "fileinto"\r\n"STARTTLS"\r\nOK "ready"\r\n', 'OK "go"\r\n' },
    replayed = "STARTTLS\r\n",
    refusals = { 'BYE "no"\r\n', 'OK\r\nNO "no"\r\n' },
  },
  nntp = {
    client = { "CAPABILITIES\r\n", "STARTTLS\r\n" },
    go = "382 [^\r]*\r\n",
    host = { "201 host\r\n", "382 go\r\n" },
    replayed = "STARTTLS\r\n",
    refusals = { "400 no\r\n", "200 host\r\n580 no\r\n" },
  },
  postgresql = {
    client = { string.pack(">I4I4", 8, 80877104), SSL_REQUEST },
    go = "S",
    host = { "S" },
    replayed = SSL_REQUEST,
    refusals = { "N", "E" },
  },
  ["xmpp-client"] = xmpp("client"),
  ["xmpp-server"] = xmpp("server"),

  -- Protocol, what is said, what is answered, how that ends it.
  refused = {
    { "submission", "MAIL FROM:<a@b.example>\r\n", "530 5%.7%.0 Must issue a STARTTLS command first\r\n$" },
    { "submission", "AUTH PLAIN AGEAYg==\r\n", "530 5%.7%.0" },
    { "submission", "VRFY root\r\n", "530 5%.7%.0" },
    { "submission", "STARTTLS\r\n", "503 5%.5%.1" },
    { "submission", "HELO c\r\nSTARTTLS\r\n", "503 5%.5%.1" },
    { "submission", "EHLO\r\n", "501 5%.5%.4" },
    { "submission", "\r\n", "530 5%.7%.0" },
    { "submission", "QUIT\r\n", "221 ", "left" },
    { "imap", "a LOGIN b c\r\n", "a NO %[PRIVACYREQUIRED%]" },
    { "imap", "a AUTHENTICATE PLAIN\r\n", "a NO %[PRIVACYREQUIRED%]" },
    { "imap", "a SELECT INBOX\r\n", "a NO %[PRIVACYREQUIRED%]" },
    { "imap", "*\r\n", "%* BAD" },
    { "imap", "+ STARTTLS\r\n", "%* BAD" },
    { "imap", "a LOGOUT\r\n", "%* BYE.*a OK", "left" },
    { "pop3", "USER b\r\n", "%-ERR STLS first" },
    { "pop3", "APOP b c\r\n", "%-ERR STLS first" },
    { "ftp", "USER b\r\n", "530 AUTH TLS first" },
    { "ftp", "AUTH SSL\r\n", "504 " },
    { "ftp", "PASV\r\n", "530 AUTH TLS first" },
    { "nntp", "GROUP a.b\r\n", "483 " },
    { "nntp", "AUTHINFO USER b\r\n", "483 " },
    { "sieve", 'AUTHENTICATE "PLAIN" "AGEAYg=="\r\n', "NO %(ENCRYPT%-NEEDED%)" },
    { "sieve", "LOGOUT\r\n", "OK\r\n$", "left" },
    { "ldap", "\x30\x0c\2\1\1\x60\7\2\1\3\4\0\x80\0", "^\x30.\2\1\1\x61.\x0a\1\x0d" },
    { "ldap", "\x30\5\2\1\2\x42\0", "^$", "left" },
    { "ldap", "GET / HTTP/1.0\r\n", "^$", "bad" },
    { "postgresql", string.pack(">I4I4", 40, 196608) .. "user\0x\0\0", "^E.*28000.*TLS is needed", "left" },
    { "postgresql", string.pack(">I4I4I4I4", 16, 80877102, 1, 2), "^$", "left" },
    { "xmpp-client", "GET / HTTP/1.0>", "^$", "bad" },
    { "xmpp-client", "<stream:stream to='a.example'><iq type='get'/>", "<required/>", "bad" },
    { "xmpp-server", "<stream:stream version='1.0'>", "from='gw.example'", "nameless" },
  },

  flood = {
    submission = { ("x"):rep(2000), ("NOOP\r\n"):rep(60), "a\0b\r\n", "a\rb\r\n" },
    imap = { ("x"):rep(2000), ("a NOOP\r\n"):rep(60) },
    pop3 = { ("x"):rep(2000), ("CAPA\r\n"):rep(60) },
    ftp = { ("x"):rep(2000), ("FEAT\r\n"):rep(60) },
    nntp = { ("x"):rep(2000), ("CAPABILITIES\r\n"):rep(60) },
    sieve = { ("x"):rep(2000), ("NOOP\r\n"):rep(60) },
    ldap = { "\x30\x82\x7f\xff", "\x30\x84\0\0\0\1", ("\x30\x0c\2\1\1\x60\7\2\1\3\4\0\x80\0"):rep(60) },
    postgresql = { string.pack(">I4I4", 8, 80877104):rep(60) },
    ["xmpp-client"] = { "<" .. ("x"):rep(3000), "<?xml version='1.0'?>" .. ("<?xml ?>"):rep(60) },
  },
}
