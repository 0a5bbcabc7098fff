-- Give back, at their own keys, all places whose lease has run out.
-- KEYS     leased leases places events order:classes...
-- ARGV     at
-- Returns  the places
-- Emits    expired
local leased, leases, places, events, any = unpack(KEYS)
local at = ARGV[1]
local back, all = {}, redis.call('HGETALL', leases)
for i = 1, #all, 2 do
  local agent, lasts, place = all[i], string.match(all[i + 1], '^(%d+) (%S+)$')
  local key = redis.call('ZSCORE', leased, place)
  if not key or tonumber(lasts) <= tonumber(at) then redis.call('HDEL', leases, agent) end
  if key and tonumber(lasts) <= tonumber(at) then
    local class = string.match(redis.call('HGET', places, place), '^%S+ %S+ %S+ (%S+)')
    redis.call('ZREM', leased, place)
    redis.call('ZADD', string.match(any, '^.*:order:') .. class, key, place)
    redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
      'event', 'expired', 'place', place, 'agent', agent, 'key', key, 'at', at)
    back[#back + 1] = place
  end
end
return back
