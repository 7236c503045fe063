-- One side of a conversation before TLS: what it says, bounded, and what is said to it.
--
-- Pure over two channels (HAProxy's Channel class; in the tests a fake one under the same contract): a method that
-- needs more bytes than are there waits in the channel, which yields to HAProxy. So one who is silent costs memory and
-- no CPU. Nothing is remembered between two connections.

local preamble = {}

--- Bounds for a client. Before TLS it says a greeting and two or three commands; RFC 5321 section 4.5.3.1.4 has the
-- longest command line of all these protocols, 512 bytes, and an LDAP request may name a long base.
preamble.CLIENT = { line = 1024, bytes = 8192, turns = 50 }

--- Bounds for a host, whose lists of capabilities and features are longer.
preamble.HOST = { line = 2048, bytes = 16384, turns = 200 }

local Peer = {}
Peer.__index = Peer

--- A side to converse with.
-- @param heard the channel on which its bytes come
-- @param told the channel on which it is answered
-- @param bounds preamble.CLIENT or preamble.HOST
-- @param seconds how long all of it may take
-- @param clock gives seconds
function preamble.peer(heard, told, bounds, seconds, clock)
  return setmetatable({
    heard = heard, told = told, bounds = bounds, clock = clock, deadline = clock() + seconds, turns = 0, bytes = 0,
  }, Peer)
end

--- Why the last call gave nil: "closed" (it has gone, or was silent for too long), "slow", "long", "much" or "bad".
function Peer:end_with(why)
  self.why = self.clock() >= self.deadline and "slow" or why
  return nil
end

--- Counts one turn and its bytes against the bounds; false when they are used up.
function Peer:allowed(bytes)
  self.turns, self.bytes = self.turns + 1, self.bytes + bytes
  if self.clock() >= self.deadline then
    self.why = "slow"
  elseif self.turns > self.bounds.turns or self.bytes > self.bounds.bytes then
    self.why = "much"
  else
    return true
  end
  return false
end

--- All that has come and was not taken.
function Peer:waiting()
  return self.heard:input() > 0 and self.heard:data(0) or ""
end

--- Whether anything has come that was not taken. Behind a STARTTLS nothing may (CVE-2011-0411): what was said in the
-- clear would count as said inside TLS.
function Peer:has_more()
  return self.heard:input() > 0
end

--- The first bytes, not taken; waits until they are there. It waits for one byte more at a time, because HAProxy's
-- time of silence begins anew with each: who sends one now and then would outlast the deadline.
function Peer:peek(length)
  while self.heard:input() < length do
    local byte = self.heard:data(self.heard:input(), 1)
    -- On a channel that ends HAProxy gives nil or what is there, and 3.0 now and then a number.
    if type(byte) ~= "string" or byte == "" then
      return self:end_with(self.heard:may_recv() and "long" or "closed")
    elseif self.clock() >= self.deadline then
      return self:end_with("slow")
    end
  end
  return self.heard:data(0, length)
end

--- The first bytes, taken.
function Peer:take(length)
  local bytes = self:peek(length)
  if not bytes or not self:allowed(length) then
    return nil
  end
  self.heard:remove(0, length)
  return bytes
end

-- Where the next sign of that kind stands, once it has come; it must come within so many bytes.
function Peer:find(sign, most)
  local from = 1
  while true do
    local bytes = self:waiting()
    local at = bytes:find(sign, from, true)
    if at and at <= most then
      return at
    elseif #bytes > most then
      return self:end_with("long")
    elseif self.clock() >= self.deadline then
      return self:end_with("slow")
    end
    from = #bytes + 1
    if not self:peek(from) then
      return nil
    end
  end
end

--- A line without its end, not taken. LF alone ends a line, too; a CR inside is refused, because somebody else might
-- take it for an end.
-- @return the text, and how many bytes drop() has to take for it
function Peer:peek_line()
  local length = self:find("\n", self.bounds.line)
  if not length then
    return nil
  end
  local text = self.heard:data(0, length):gsub("\r?\n$", "")
  if text:find("[\0-\8\10-\31\127]") then
    return self:end_with("bad")
  end
  return text, length
end

--- Takes so many bytes that were looked at.
function Peer:drop(length)
  self.heard:remove(0, length)
  return self:allowed(length)
end

--- A line without its end, taken.
function Peer:line()
  local text, length = self:peek_line()
  if not text or not self:drop(length) then
    return nil
  end
  return text
end

--- All up to the next ">", taken: an XML tag and the text before it.
function Peer:tag()
  local last = self:find(">", self.bounds.line)
  return last and self:take(last)
end

--- Says something to it.
function Peer:say(text)
  self.told:send(text)
end

--- Lets it begin TLS, unless it has said anything behind its request. Ends the preamble either way.
function Peer:begin_tls(answer)
  if self:has_more() then
    return "more"
  end
  self:say(answer)
  return "tls"
end

--- Several lines of a reply whose last one has a blank after the three digits (RFC 5321 section 4.2.1, RFC 959
-- section 4.2). RFC 959 lets the lines between begin as they like.
-- @return the digits, and the whole reply as it is passed on
function Peer:reply()
  local lines, code = {}, nil
  while true do
    local line = self:line()
    if not line then
      return nil
    end
    lines[#lines + 1] = line .. "\r\n"
    code = code or line:match("^%d%d%d")
    if not code then
      return self:end_with("bad")
    end
    if line:sub(1, 3) == code and line:sub(4, 4) ~= "-" then
      return code, table.concat(lines)
    end
  end
end

--- Runs a table of commands, by the word in upper case that each line begins with, until one of them ends it.
-- A command gets (line, word) and gives nil to go on, or how the preamble ended.
-- @param otherwise what is done with any other line
function Peer:converse(commands, otherwise)
  while true do
    local line = self:line()
    if not line then
      return nil
    end
    local word = line:upper():match("^%a+") or ""
    local ended = (commands[word] or otherwise)(line, word)
    if ended then
      return ended
    end
  end
end

return preamble
