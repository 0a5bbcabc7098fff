-- Put a place into the order, under its key; a version that is not newer than the known one changes nothing.
-- KEYS     waiting leased places events
-- ARGV     place key version language event agent at
-- Returns  1 when the order changed, else 0
-- Emits    the event that it is told: joined, resumed, returned, ...
local waiting, leased, places, events = unpack(KEYS)
local place, key, version, language, event, agent, at = unpack(ARGV)
local known = redis.call('HGET', places, place)
if known then
  if tonumber(string.match(known, '^%d+')) >= tonumber(version) then return 0 end
  redis.call('ZREM', leased, place)
end
redis.call('ZADD', waiting, key, place)
redis.call('HSET', places, place, version .. ' waiting ' .. language)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
  'event', event, 'place', place, 'state', 'waiting', 'agent', agent,
  'key', key, 'version', version, 'at', at)
return 1
