-- Lease the earliest place to a desk; a desk that holds a lease gets the same place again.
-- KEYS     waiting leased leases whole events
-- ARGV     agent until at
-- Returns  the place, or nil when nobody waits; an error where the order is not whole
-- Emits    offered
local waiting, leased, leases, whole, events = unpack(KEYS)
local agent, lasts, at = unpack(ARGV)
if redis.call('EXISTS', whole) == 0 then return redis.error_reply('NOTWHOLE the order has to be rebuilt') end
local mine = string.match(redis.call('HGET', leases, agent) or '', '%S+$')
if mine and redis.call('ZSCORE', leased, mine) then return mine end
local head = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
local place, key = head[1], head[2]
if not place then return false end
redis.call('ZREM', waiting, place)
redis.call('ZADD', leased, key, place)
redis.call('HSET', leases, agent, lasts .. ' ' .. place)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
  'event', 'offered', 'place', place, 'agent', agent, 'key', key, 'at', at)
return place
