-- Lease the earliest place of some classes to a desk; a desk that holds a lease gets the same place again.
-- KEYS     leased leases whole events order:classes...
-- ARGV     agent until at
-- Returns  the place, or nil when nobody waits; an error where the order is not whole
-- Emits    offered
local leased, leases, whole, events = unpack(KEYS)
local agent, lasts, at = unpack(ARGV)
if redis.call('EXISTS', whole) == 0 then return redis.error_reply('NOTWHOLE the order has to be rebuilt') end
local mine = string.match(redis.call('HGET', leases, agent) or '', '%S+$')
if mine and redis.call('ZSCORE', leased, mine) then return mine end
local order, place, key
for i = 5, #KEYS do
  local head = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')
  -- Keys are compared as words: the shorter is the smaller number.
  if head[1] and (not key or #head[2] < #key or (#head[2] == #key and head[2] < key)) then
    order, place, key = KEYS[i], head[1], head[2]
  end
end
if not place then return false end
redis.call('ZREM', order, place)
redis.call('ZADD', leased, key, place)
redis.call('HSET', leases, agent, lasts .. ' ' .. place)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
  'event', 'offered', 'place', place, 'agent', agent, 'key', key, 'at', at)
return place
