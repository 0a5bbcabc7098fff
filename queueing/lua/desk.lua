-- Show the order a desk as the ledger has it: whether it is idle and for whom, or who is offered to it.
-- KEYS     desks idle leased leases places events order:classes...
-- ARGV     agent version serves offered until why state place at by
-- Returns  1, or 0 for a late word
-- Emits    desk
-- Parts    leases
-- `serves` is `since languages skills`, with a since of `-` where the desk is not idle.
local desks, idle, leased, leases, places, events, any = unpack(KEYS)
local agent, version, serves, offered, lasts, why, state, place, at, by = unpack(ARGV)
local on = {desks = desks, idle = idle, leased = leased, leases = leases, places = places}
on.order = string.match(any or '', '^.*:order:')
local known = tonumber(string.match(redis.call('HGET', desks, agent) or '', '^%d+') or 0)
local news, since = known < tonumber(version), string.match(serves, '^(%d+) ')
if known > tonumber(version) then return 0 end
redis.call('HSET', desks, agent, version .. ' ' .. serves)
redis.call('ZREM', idle, agent)
local all, leases_one = redis.call('HGETALL', leases), false
for i = 1, #all, 2 do
  if string.match(all[i + 1], '%S+$') == agent and all[i] ~= offered then
    -- Where this is no news, somebody has leased it a moment ago and is about to tell the ledger.
    if news or not since then give_back(on, all[i]) else leases_one = true end
  end
end
if since and not leases_one then redis.call('ZADD', idle, since, agent) end
local class = offered ~= '' and class_of(on, offered)
local order = class and on.order .. class
local key = class and (redis.call('ZSCORE', order, offered) or redis.call('ZSCORE', leased, offered))
if key then
  unlease(on, offered)
  redis.call('ZREM', order, offered)
  redis.call('ZADD', leased, key, offered)
  redis.call('HSET', leases, offered, lasts .. ' ' .. agent)
end
if news and why ~= '' then
  redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
    'event', 'desk', 'why', why, 'agent', agent, 'state', state, 'place', place, 'at', at, 'by', by)
end
return 1
