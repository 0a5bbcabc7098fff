-- A leased place is being offered: it stands in no order, and its desk is not idle.
-- `on` has the names of the keys; `order` begins those of the orders.
local function unlease(on, place)
  if redis.call('ZREM', on.leased, place) == 0 then return end
  local agent = string.match(redis.call('HGET', on.leases, place) or '', '%S+$')
  redis.call('HDEL', on.leases, place)
  local since = agent and string.match(redis.call('HGET', on.desks, agent) or '', '^%d+ (%d+) ')
  if since then redis.call('ZADD', on.idle, since, agent) end
  return agent
end

local function class_of(on, place)
  return string.match(redis.call('HGET', on.places, place) or '', '^%S+ %S+ %S+ (%S+)')
end

local function give_back(on, place)
  local key, class = redis.call('ZSCORE', on.leased, place), class_of(on, place)
  local agent = unlease(on, place)
  if key and class then redis.call('ZADD', on.order .. class, key, place) end
  return agent, key
end
