-- Give the place that a desk has leased back to the order of its class, at its own key.
-- KEYS     leased leases places events order:classes...
-- ARGV     agent event at
-- Returns  the place, or nil where there was none to give back
-- Emits    the event that it is told: back, expired
local leased, leases, places, events, any = unpack(KEYS)
local agent, event, at = unpack(ARGV)
local place = string.match(redis.call('HGET', leases, agent) or '', '%S+$')
redis.call('HDEL', leases, agent)
local key = place and redis.call('ZSCORE', leased, place)
if not key then return false end
local class = string.match(redis.call('HGET', places, place), '^%S+ %S+ %S+ (%S+)')
redis.call('ZREM', leased, place)
redis.call('ZADD', string.match(any, '^.*:order:') .. class, key, place)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
  'event', event, 'place', place, 'agent', agent, 'key', key, 'at', at)
return place
