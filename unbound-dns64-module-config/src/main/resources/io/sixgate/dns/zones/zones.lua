-- Written by sixgate-dns-zones, replaced when gateway.yaml changes. Your own lines belong into the file that reads this one.
dofile(@console@)
setSecurityPollSuffix('')
setVerboseHealthChecks(false)
@listen@
setACL({'0.0.0.0/0', '::/0'})
-- Memory: 20 MB a name server at 65535 (the default), 0.1 MB at this.
setMaxUDPOutstanding(256)
setUDPTimeout(2)
setUDPMultipleMessagesVectorSize(64)
setServFailWhenNoServer(true)
-- One client cannot hold all TCP workers.
setMaxTCPConnectionsPerClient(50)
setMaxTCPConnectionDuration(300)
setTCPRecvTimeout(5)
setTCPSendTimeout(5)
setRingBuffersSize(1000, 4)
setRingBuffersLockRetries(0)

-- Answers of name servers that do not ask for the client's address (dns.cache of gateway.yaml); the TTL stays what they say.
-- A question is the same only with the same flags, transport, EDNS and cookie. What has ended takes a place until it is cleaned away.
local kept, longest = @kept@, @longest@
if kept > 0 then
  sixgate_cache = newPacketCache(kept, {maxTTL=longest, maxNegativeTTL=longest, temporaryFailureTTL=1, dontAge=true, cookieHashing=true, numberOfShards=16})
  setCacheCleaningDelay(longest)
end
-- Tables: zone -> pool; zone inside another of these zones -> that one's pool; zone -> who may ask for all of it.
sixgate_tables = {
  zones = newCDBKVStore(@zones@, 1),
  parents = newCDBKVStore(@parents@, 1),
  transfers = newCDBKVStore(@transfers@, 1),
}

-- A name server in the pool of a zone. It serves at once and not after the first check: its zone follows in the same second.
-- The check asks for a name that it need not know: REFUSED is a sign of life, too.
sixgate = {}
function sixgate.add(name, address, pool, proxy, keep)
  local added = newServer{
    name=name, address=address, pool=pool, useProxyProtocol=proxy, checkName='.', checkType='SOA', checkTimeout=1000,
    maxCheckFailures=2, tcpConnectTimeout=2, tcpRecvTimeout=10, tcpFastOpen=false,
  }
  added:setAuto(true)
  if keep and sixgate_cache then getPool(pool):setCache(sixgate_cache) end
end
function sixgate.remove(name)
  for _, server in ipairs(getServers()) do
    if server:getName() == name then rmServer(server) end
  end
end
function sixgate.servers()
  local lines = {'servers'}
  for _, server in ipairs(getServers()) do
    lines[#lines + 1] = (server:isUp() and 'up ' or 'down ') .. server:getName()
  end
  return table.concat(lines, '\n')
end
dofile(@servers@)

local udp = TCPRule(false)
local transfer = OrRule{QTypeRule(DNSQType.AXFR), QTypeRule(DNSQType.IXFR)}
local zone = KeyValueLookupKeySuffix(2, true)
local listed = function(dq)
  local masks = newNMG()
  for mask in sixgate_tables.transfers:lookupSuffix(dq.qname, 2, true):gmatch('%S+') do masks:addMask(mask) end
  return masks:match(dq.remoteaddr)
end

-- For the agent, on this machine: from which text dnsdist was started, and as which process.
local stat = io.open('/proc/self/stat'):read('*l')
local since = {}
for word in stat:match('.*%) (.*)'):gmatch('%S+') do since[#since + 1] = word end
local generation = '@generation@' .. ' ' .. stat:match('^%d+') .. '-' .. since[20]
local own = newNMG()
for _, address in ipairs{@own@} do own:addMask(address) end
addAction(
  AndRule{QNameRule('generation.sixgate.invalid.'), QTypeRule(DNSQType.TXT), NetmaskGroupRule(own)},
  SpoofRawAction(string.char(#generation) .. generation, {aa=true, ttl=0}))

-- An UPDATE would come to the name server from the gateway's address, which it may trust.
addAction(NotRule(OrRule{OpcodeRule(DNSOpcode.Query), OpcodeRule(DNSOpcode.Notify)}), RCodeAction(DNSRCode.REFUSED))
-- No amplifier: over UDP neither ANY (RFC 8482) nor more answers than this to one client; TCP proves where it is.
addAction(AndRule{udp, QTypeRule(DNSQType.ANY)}, TCAction())
addAction(AndRule{udp, MaxQPSIPRule(@answers@, 32, 56)}, TCAction())
addAction(AllRule(), KeyValueStoreLookupAction(sixgate_tables.zones, zone, 'pool'))
addAction(AndRule{transfer, NotRule(LuaRule(listed))}, RCodeAction(DNSRCode.REFUSED))
-- A NOTIFY said again is to be heard again.
addAction(OpcodeRule(DNSOpcode.Notify), SetSkipCacheAction())
-- DS stands in the parent (RFC 4035, section 3.1.4.1), which may be another customer's server than the child.
addAction(
  AndRule{QTypeRule(DNSQType.DS), KeyValueStoreLookupRule(sixgate_tables.parents, KeyValueLookupKeyQName(true))},
  KeyValueStoreLookupAction(sixgate_tables.parents, KeyValueLookupKeyQName(true), 'pool'))
-- A zone that is not found is an empty tag.
addAction(AllRule(), LuaFFIPerThreadAction(([[
  local ffi = require('ffi')
  ffi.cdef('size_t strlen(const char *)')
  local tag, result, length = ffi.C.dnsdist_ffi_dnsquestion_get_tag, ffi.C.dnsdist_ffi_dnsquestion_set_result, ffi.C.strlen
  return function(dq)
    local pool = tag(dq, 'pool')
    if pool[0] == 0 then return %d end
    result(dq, pool, length(pool))
    return %d
  end
]]):format(DNSAction.Refused, DNSAction.Pool)))
