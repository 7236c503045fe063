-- XMPP (RFC 6120; STARTTLS section 5): clients on port 5222, servers on port 5269.
--
--   the client says            it is answered
--   <stream:stream to=NAME>    a stream header from NAME, features: starttls, required
--   <starttls/>                <proceed/>: its ClientHello follows
--   anything else              stream error (section 4.9.3), closed
--
-- The name in `to` is who the client wants; the server name in its hello must be the same. If the hello has none, `to`
-- decides (RFC 6120 section 5.4.3.3 has the client verify the certificate against it).

local xmpp = {}

local TLS = "urn:ietf:params:xml:ns:xmpp-tls"
local STREAMS = "http://etherx.jabber.org/streams"
local MOST_TAGS_OF_HEADER = 3

local function header(namespace, from_or_to, name, id)
  return ("<?xml version='1.0'?><stream:stream xmlns='%s' xmlns:stream='%s' %s='%s'%s version='1.0'>"):format(
    namespace, STREAMS, from_or_to, name, id and " id='" .. id .. "'" or "")
end

local function stream_error(condition)
  return ("<stream:error><%s xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>"):format(
    condition)
end

-- The attribute's value, if it can be a host name.
local function name_in(tag)
  local name = tag:match("%sto%s*=%s*'([^']*)'") or tag:match('%sto%s*=%s*"([^"]*)"')
  name = name and name:lower():gsub("%.$", "")
  return name and #name <= 253 and name:find("^[a-z0-9_.-]+$") and name or nil
end

-- The stream header, behind an XML declaration and white space.
local function take_header(peer)
  for _ = 1, MOST_TAGS_OF_HEADER do
    local tag = peer:tag()
    if not tag then
      return nil
    end
    if tag:find("^%s*<stream:stream%s") then
      return tag
    elseif not tag:find("^%s*<%?xml%s") then
      return peer:end_with("bad")
    end
  end
  return peer:end_with("bad")
end

-- A tag of that name in the namespace of TLS, empty, in one piece or two.
local function take_empty(peer, name)
  local tag = peer:tag()
  if not tag or not tag:find("^%s*<" .. name .. "[%s/>]") or not tag:find(TLS, 1, true) then
    return tag and peer:end_with("bad") or nil
  end
  if not tag:find("/>$") then
    local closing = peer:tag()
    if not closing or not closing:find("^%s*</" .. name .. "%s*>$") then
      return closing and peer:end_with("bad") or nil
    end
  end
  return true
end

local function client(namespace)
  return function(peer, session)
    local opened = take_header(peer)
    if not opened then
      return nil
    end
    session.to = name_in(opened)
    peer:say(header(namespace, "from", session.to or session.gateway, session.id()))
    if not session.to then
      return "nameless"
    end
    peer:say("<stream:features><starttls xmlns='" .. TLS .. "'><required/></starttls></stream:features>")
    if not take_empty(peer, "starttls") then
      return nil
    end
    return peer:begin_tls("<proceed xmlns='" .. TLS .. "'/>")
  end
end

local function host(namespace)
  return function(peer, session)
    peer:say(header(namespace, "to", session.to))
    if not take_header(peer) then
      return false
    end
    local offered = false
    repeat
      local tag = peer:tag()
      if not tag then
        return false
      end
      offered = offered or tag:find("<starttls[%s/>]") ~= nil and tag:find(TLS, 1, true) ~= nil
    until tag:find("</stream:features%s*>$") or tag:find("<stream:features[^>]*/>$")
    if not offered then
      return false
    end
    peer:say("<starttls xmlns='" .. TLS .. "'/>")
    return take_empty(peer, "proceed") == true
  end
end

local CONDITIONS = {
  slow = "connection-timeout",
  closed = "connection-timeout",
  much = "policy-violation",
  long = "policy-violation",
  bad = "policy-violation",
  more = "policy-violation",
  nameless = "host-unknown",
}

local function farewell(why)
  return CONDITIONS[why] and stream_error(CONDITIONS[why])
end

xmpp.client = { client = client("jabber:client"), host = host("jabber:client"), farewell = farewell }
xmpp.server = { client = client("jabber:server"), host = host("jabber:server"), farewell = farewell }

return xmpp
