-- Written by sixgate-dns64, replaced when gateway.yaml changes. Your own lines belong into the file that reads this one.
dofile(@console@)
setSecurityPollSuffix('')
setVerboseHealthChecks(false)
@listen@
-- Nobody but customers: an open resolver is an amplifier.
setACL({@acl@})
setMaxUDPOutstanding(10240)
setUDPTimeout(5)
setUDPMultipleMessagesVectorSize(64)
setServFailWhenNoServer(true)
setMaxTCPConnectionsPerClient(50)
setMaxTCPConnectionDuration(300)
setRingBuffersSize(1000, 4)
setRingBuffersLockRetries(0)

-- Unbound's threads share port 5310 by the ports that questions come from: with one of them all would go to one thread.
newServer{address=@unbound@, name='unbound', sockets=8, checkName='generation.sixgate.invalid.', checkType='TXT', checkTimeout=2000, maxCheckFailures=3, tcpConnectTimeout=2, tcpRecvTimeout=10}
getPool(''):setCache(newPacketCache(100000, {maxTTL=86400, maxNegativeTTL=3600, temporaryFailureTTL=1, cookieHashing=true, numberOfShards=16}))

-- Tables: names for which no AAAA is made; networks of hosts without IPv4, by length.
sixgate_tables = {
@tables@
}

local stat = io.open('/proc/self/stat'):read('*l')
local since = {}
for word in stat:match('.*%) (.*)'):gmatch('%S+') do since[#since + 1] = word end
local generation = '@generation@' .. ' ' .. stat:match('^%d+') .. '-' .. since[20]
addAction(
  AndRule{QNameRule('generation.sixgate.invalid.'), QTypeRule(DNSQType.TXT)},
  SpoofRawAction(string.char(#generation) .. generation, {ttl=0}))

-- Without checking (CD) Unbound makes no AAAA (RFC 6147, section 5.5), and does not validate either.
addAction(
  AndRule{QTypeRule(DNSQType.AAAA), KeyValueStoreLookupRule(sixgate_tables['never-synthesise'], KeyValueLookupKeySuffix(2, true))},
  SetDisableValidationAction())
@hide@
