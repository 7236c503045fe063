-- A Channel as HAProxy gives one to an action, fed by the test: what needs more bytes than are there yields, as HAProxy
-- does. channel_contract.lua holds for it and for HAProxy's own.

local fake = {}
local Channel = {}
Channel.__index = Channel

function fake.channel()
  return setmetatable({ buffer = "", open = true, sent = "" }, Channel)
end

function Channel:input()
  return #self.buffer
end

function Channel:may_recv()
  return self.open
end

function Channel:data(offset, length)
  offset = offset or 0
  if length then
    while self.open and #self.buffer < offset + length do
      coroutine.yield()
    end
  end
  if not self.open and #self.buffer <= offset and (#self.buffer == 0 or length) then
    return nil
  end
  return self.buffer:sub(offset + 1, length and offset + length or -1)
end

function Channel:remove(offset, length)
  self.buffer = self.buffer:sub(1, offset) .. self.buffer:sub(offset + length + 1)
  return length
end

function Channel:send(text)
  self.sent = self.sent .. text
  return #text
end

--- Runs a function with its arguments while the pieces arrive one by one on the channel; then its end, if `closes`.
-- Nothing arrives any more once it is done.
-- @return what the function gave, or nil if it still waits
function fake.run(channel, pieces, closes, body, ...)
  local routine = coroutine.create(body)
  local arguments = table.pack(...)
  local function go_on()
    local results = table.pack(coroutine.resume(routine, table.unpack(arguments, 1, arguments.n)))
    arguments = { n = 0 }
    assert(results[1], results[2])
    return table.unpack(results, 2, results.n)
  end
  local results = table.pack(go_on())
  for _, piece in ipairs(pieces) do
    if coroutine.status(routine) == "dead" then
      break
    end
    channel.buffer = channel.buffer .. piece
    results = table.pack(go_on())
  end
  if closes and coroutine.status(routine) == "suspended" then
    channel.open = false
    results = table.pack(go_on())
  end
  if coroutine.status(routine) == "dead" then
    return table.unpack(results, 1, results.n)
  end
  return nil
end

return fake
