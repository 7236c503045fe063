-- What the engine of STARTTLS takes for granted of a Channel, for the fake one (lua_test) and for HAProxy's (channel.py).
--
-- A case gets the channel on which the pieces arrive, in that order, and whose sender closes behind the last one if
-- `closes`. It gives a text.

local function shown(value)
  return tostring(value)
end

return {
  { name = "data(0, n) waits for n bytes and does not take them", pieces = { "ab", "cd", "ef" }, closes = false,
    run = function(channel)
      local first = channel:data(0, 5)
      return first:sub(1, 5) .. " " .. channel:data(0, 5):sub(1, 5)
    end,
    gives = "abcde abcde" },
  { name = "data(0, n) gives no more than n", pieces = { "abcdef" }, closes = false,
    run = function(channel)
      channel:data(0, 6)
      return channel:data(0, 2)
    end,
    gives = "ab" },
  { name = "data(n, 1) waits for the one byte behind n that are there, and takes none", pieces = { "ab", "cd" }, closes = false,
    run = function(channel)
      channel:data(0, 2)
      return channel:data(2, 1) .. channel:data(0, 3)
    end,
    gives = "cabc" },
  { name = "an end before the one byte behind n gives none, and nothing more may come", pieces = { "ab" }, closes = true,
    run = function(channel)
      channel:data(0, 2)
      local byte = channel:data(2, 1)
      return shown(type(byte) ~= "string" or byte == "") .. shown(channel:may_recv())
    end,
    gives = "truefalse" },
  { name = "data(0) gives all that is there and does not wait", pieces = { "abc" }, closes = false,
    run = function(channel)
      channel:data(0, 3)
      return channel:data(0) .. channel:input()
    end,
    gives = "abc3" },
  { name = "remove(0, n) takes n bytes from the start", pieces = { "abcdef" }, closes = false,
    run = function(channel)
      channel:data(0, 6)
      channel:remove(0, 4)
      return channel:data(0) .. channel:input()
    end,
    gives = "ef2" },
  { name = "nothing is waited for when as much is there", pieces = { "a" }, closes = false,
    run = function(channel)
      channel:data(0, 1)
      return shown(channel:data(0, 1)) .. shown(channel:may_recv())
    end,
    gives = "atrue" },
  { name = "an end before n bytes gives less than n, and nothing more may come", pieces = { "abc" }, closes = true,
    run = function(channel)
      local bytes = channel:data(0, 10)
      return shown(type(bytes) ~= "string" or #bytes < 10) .. shown(channel:may_recv())
    end,
    gives = "truefalse" },
  { name = "an end without a byte gives nothing", pieces = {}, closes = true,
    run = function(channel)
      local bytes = channel:data(0, 1)
      return shown(type(bytes) ~= "string" or bytes == "") .. channel:input()
    end,
    gives = "true0" },
  { name = "bytes of any value pass", pieces = { "\0\1\r\n\xff" }, closes = false,
    run = function(channel)
      return (channel:data(0, 5):gsub(".", function(c) return ("%02x"):format(c:byte()) end))
    end,
    gives = "00010d0aff" },
}
