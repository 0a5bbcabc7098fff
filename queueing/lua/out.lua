-- Take a place out of the order, because the ledger says that it no longer waits.
-- KEYS     waiting leased places said gone events
-- ARGV     place version state final language event agent at
-- Returns  1 when something changed, 0 when this version or a newer one was known
-- Emits    the event that it is told: dropped, taken, done, left, ...
local waiting, leased, places, said, gone, events = unpack(KEYS)
local place, version, state, final, language, event, agent, at = unpack(ARGV)
local known = redis.call('HGET', places, place)
if known and tonumber(string.match(known, '^%d+')) >= tonumber(version) then return 0 end
redis.call('ZREM', waiting, place)
redis.call('ZREM', leased, place)
redis.call('HSET', places, place, version .. ' ' .. state .. ' ' .. language)
if final == '1' then
  redis.call('HDEL', said, place)
  redis.call('ZADD', gone, at, place)
end
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
  'event', event, 'place', place, 'state', state, 'agent', agent,
  'version', version, 'at', at)
return 1
