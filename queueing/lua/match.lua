-- Lease to each idle desk, the longest idle first, the earliest place among those that it can serve.
-- KEYS     idle desks leased leases whole events order:classes...
-- ARGV     asks until at
-- Returns  desk place desk place ..., with what is leased already to the desk that asks; an error where the order is not whole
-- Emits    offered
-- Parts    earliest
local idle, desks, leased, leases, whole, events = unpack(KEYS)
local asks, lasts, at = unpack(ARGV)
if redis.call('EXISTS', whole) == 0 then return redis.error_reply('NOTWHOLE the order has to be rebuilt') end
local found, heads, all = {}, {}, asks == '' and {} or redis.call('HGETALL', leases)
for i = 1, #all, 2 do
  if string.match(all[i + 1], '%S+$') == asks then found = {asks, all[i]} end
end
if redis.call('EXISTS', idle) == 0 then return found end
local function look(order)
  local place, key = unpack(redis.call('ZRANGE', order, 0, 0, 'WITHSCORES'))
  heads[order] = place and {order = order, place = place, key = key}
end
for i = 7, #KEYS do look(KEYS[i]) end
for _, agent in ipairs(next(heads) and redis.call('ZRANGE', idle, 0, -1) or {}) do
  local first = earliest(heads, redis.call('HGET', desks, agent))
  if first then
    redis.call('ZREM', idle, agent)
    redis.call('ZREM', first.order, first.place)
    redis.call('ZADD', leased, first.key, first.place)
    redis.call('HSET', leases, first.place, lasts .. ' ' .. agent)
    redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
      'event', 'offered', 'place', first.place, 'agent', agent, 'key', first.key, 'at', at)
    found[#found + 1] = agent
    found[#found + 1] = first.place
    look(first.order)
  end
end
return found
