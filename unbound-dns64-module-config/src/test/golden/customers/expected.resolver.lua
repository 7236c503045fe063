-- Written by sixgate-dns64, replaced when gateway.yaml changes. Your own lines belong into the file that reads this one.
dofile('/STATE/console.lua')
setSecurityPollSuffix('')
setVerboseHealthChecks(false)
addLocal('[2001:db8:ff::53]:53')
addLocal('[2001:db8:ff::54]:53')
-- Nobody but customers: an open resolver is an amplifier.
setACL({'2001:db8:a::/48', '2001:db8:b::/48', '2001:db8:ff::53/128', '2001:db8:ff::54/128', '127.0.0.0/8', '::1/128'})
setMaxUDPOutstanding(10240)
setUDPTimeout(5)
setUDPMultipleMessagesVectorSize(64)
setServFailWhenNoServer(true)
setMaxTCPConnectionsPerClient(50)
setMaxTCPConnectionDuration(300)
setRingBuffersSize(1000, 4)
setRingBuffersLockRetries(0)

-- Unbound's threads share port 5310 by the ports that questions come from: with one of them all would go to one thread.
newServer{address='127.0.0.1:5310', name='unbound', sockets=8, checkName='generation.sixgate.invalid.', checkType='TXT', checkTimeout=2000, maxCheckFailures=3, tcpConnectTimeout=2, tcpRecvTimeout=10}
getPool(''):setCache(newPacketCache(100000, {maxTTL=86400, maxNegativeTTL=3600, temporaryFailureTTL=1, cookieHashing=true, numberOfShards=16}))

-- Tables: names for which no AAAA is made; networks of hosts without IPv4, by length.
sixgate_tables = {
  ['never-synthesise'] = newCDBKVStore('/STATE/never-synthesise.cdb', 1),
  ['ipv6-only-48'] = newCDBKVStore('/STATE/ipv6-only-48.cdb', 1),
  ['ipv6-only-56'] = newCDBKVStore('/STATE/ipv6-only-56.cdb', 1),
  ['ipv6-only-64'] = newCDBKVStore('/STATE/ipv6-only-64.cdb', 1),
}

local stat = io.open('/proc/self/stat'):read('*l')
local since = {}
for word in stat:match('.*%) (.*)'):gmatch('%S+') do since[#since + 1] = word end
local generation = 'DIGEST' .. ' ' .. stat:match('^%d+') .. '-' .. since[20]
addAction(
  AndRule{QNameRule('generation.sixgate.invalid.'), QTypeRule(DNSQType.TXT)},
  SpoofRawAction(string.char(#generation) .. generation, {ttl=0}))

-- Without checking (CD) Unbound makes no AAAA (RFC 6147, section 5.5), and does not validate either.
addAction(
  AndRule{QTypeRule(DNSQType.AAAA), KeyValueStoreLookupRule(sixgate_tables['never-synthesise'], KeyValueLookupKeySuffix(2, true))},
  SetDisableValidationAction())
-- A host without IPv4 is told that the name has no A; software that asks only for A would try no other.
-- Not of ipv4only.arpa (RFC 8880), nor where the host checks for itself (CD): it could not prove it.
addAction(
  AndRule{
    QTypeRule(DNSQType.A),
    OrRule{KeyValueStoreLookupRule(sixgate_tables['ipv6-only-48'], KeyValueLookupKeySourceIP(32, 48)), KeyValueStoreLookupRule(sixgate_tables['ipv6-only-56'], KeyValueLookupKeySourceIP(32, 56)), KeyValueStoreLookupRule(sixgate_tables['ipv6-only-64'], KeyValueLookupKeySourceIP(32, 64))},
    NotRule(QNameRule('ipv4only.arpa.')),
    NotRule(LuaRule(function(dq) return dq.dh:getCD() end))},
  NegativeAndSOAAction(false, 'hidden.sixgate.invalid.', 30, 'ns.sixgate.invalid.', 'hostmaster.sixgate.invalid.', 1, 3600, 600, 86400, 30))
