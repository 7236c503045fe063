-- A customer's XMPP server: TLS for clients and servers.
pidfile = "@data@/xmpp/data/prosody.pid"
data_path = "@data@/xmpp/data"
interfaces = { "::" }
modules_enabled = { "roster", "saslauth", "tls", "dialback", "disco" }
modules_disabled = { "s2s_auth_certs" }
c2s_require_encryption = true
s2s_require_encryption = true
authentication = "internal_hashed"
log = { info = "@logs@/prosody.log" }
ssl = { key = "@data@/xmpp/tls/host.key", certificate = "@data@/xmpp/tls/host.crt" }
VirtualHost "@domain@"
