-- LDAP (RFC 4511; StartTLS section 4.14): port 389. The client speaks first, in BER.
--
--   the client says            it is answered
--   StartTLS                   extended response, success(0): its ClientHello follows
--   unbind                     closed
--   abandon                    nothing (section 4.11)
--   any other request          its response, confidentialityRequired(13)
--   what is no LDAPMessage     notice of disconnection, protocolError(2), closed (section 4.4.1)

local ldap = {}

local START_TLS = "1.3.6.1.4.1.1466.20037"
local DISCONNECTION = "1.3.6.1.4.1.1466.20036"

local SEQUENCE, INTEGER = 0x30, 0x02
local UNBIND, ABANDON = 0x42, 0x50
local EXTENDED_REQUEST, EXTENDED_RESPONSE = 0x77, 0x78
-- Request to response (section 4.2 and following); a search is ended by searchResDone.
local RESPONSES = {
  [0x60] = 0x61, [0x63] = 0x65, [0x66] = 0x67, [0x68] = 0x69, [0x4a] = 0x6b, [0x6c] = 0x6d, [0x6e] = 0x6f,
  [EXTENDED_REQUEST] = EXTENDED_RESPONSE,
}
local SUCCESS, PROTOCOL_ERROR, CONFIDENTIALITY_REQUIRED = 0, 2, 13

-- Everything that is written here is shorter than 128 bytes: one byte of length.
local function element(tag, value)
  return string.pack(">B s1", tag, value)
end

-- LDAPResult (section 4.1.9): resultCode, matchedDN, diagnosticMessage.
local function result(code, message)
  return element(0x0a, string.char(code)) .. element(0x04, "") .. element(0x04, message)
end

local function message(id, tag, value)
  return element(SEQUENCE, id .. element(tag, value))
end

-- An element that begins there: its tag, first and last position of its value; or nil and "more" or "bad".
-- Lengths of more than two bytes are beyond every bound here (X.690 section 8.1.3).
local function read(bytes, at)
  local tag, length = bytes:byte(at, at + 1)
  if not length then
    return nil, "more"
  end
  local first = at + 2
  if length >= 0x80 then
    local size = length - 0x80
    if size < 1 or size > 2 then
      return nil, "bad"
    end
    if #bytes < at + 1 + size then
      return nil, "more"
    end
    length, first = string.unpack(">I" .. size, bytes, at + 2), at + 2 + size
  end
  return tag, first, first + length - 1
end

-- The next LDAPMessage, taken: its id as it was encoded, the tag and the value of its operation.
local function take(peer)
  local size = 2
  while true do
    if not peer:peek(size) then
      return nil
    end
    local bytes = peer:waiting()
    local tag, first, last = read(bytes, 1)
    if tag == nil and first == "bad" or tag and (tag ~= SEQUENCE or last > peer.bounds.bytes) then
      return peer:end_with("bad")
    end
    if tag and #bytes >= last then
      local whole = peer:take(last)
      if not whole then
        return nil
      end
      local id_tag, id_first, id_last = read(whole, first)
      if id_tag ~= INTEGER or id_last - id_first > 3 or id_last < id_first then
        return peer:end_with("bad")
      end
      local operation, value_first, value_last = read(whole, id_last + 1)
      if not operation or value_last > last then
        return peer:end_with("bad")
      end
      return whole:sub(first, id_last), operation, whole:sub(value_first, value_last)
    end
    size = tag and last or size + 1
  end
end

local function is_start_tls(operation, value)
  local tag, first, last = read(value, 1)
  -- requestName is [0]; StartTLS has no requestValue (section 4.14.1).
  return operation == EXTENDED_REQUEST and tag == 0x80 and value:sub(first, last) == START_TLS
end

function ldap.client(peer)
  while true do
    local id, operation, value = take(peer)
    if not id then
      return nil
    end
    if is_start_tls(operation, value) then
      return peer:begin_tls(message(id, EXTENDED_RESPONSE, result(SUCCESS, "")))
    elseif operation == UNBIND then
      return "left"
    elseif RESPONSES[operation] then
      peer:say(message(id, RESPONSES[operation], result(CONFIDENTIALITY_REQUIRED, "StartTLS first")))
    elseif operation ~= ABANDON then
      return "bad"
    end
  end
end

function ldap.host(peer)
  local ours = element(INTEGER, "\1")
  peer:say(message(ours, EXTENDED_REQUEST, element(0x80, START_TLS)))
  local id, operation, value = take(peer)
  return id == ours and operation == EXTENDED_RESPONSE and value:sub(1, 3) == "\x0a\1\0"
end

local REASONS = {
  slow = "You took too long",
  much = "Too much before StartTLS",
  long = "Too long before StartTLS",
  bad = "No LDAPMessage that is allowed here",
  more = "Nothing may follow StartTLS before TLS",
}

function ldap.farewell(why)
  local notice = REASONS[why] and result(PROTOCOL_ERROR, REASONS[why]) .. element(0x8a, DISCONNECTION)
  return notice and message(element(INTEGER, "\0"), EXTENDED_RESPONSE, notice)
end

return ldap
