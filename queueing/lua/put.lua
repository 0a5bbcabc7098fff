-- Put a place into the order of its class, under its key; a version that is not newer changes nothing.
-- KEYS     order:wish_class order:was leased places said events idle
-- ARGV     place key version record event told
-- Returns  1 when the order changed, 2 when a desk is idle too, 3 when the place is offered to one, 0 when nothing
--          changed, or the class that the place has been in if not in `was`
-- Emits    the event that it is told: joined, resumed, returned, ...
local order, was, leased, places, said, events, idle = unpack(KEYS)
local place, key, version, record, event, told = unpack(ARGV)
if redis.call('HSETNX', places, place, record) == 0 then
  local known = redis.call('HGET', places, place)
  local before, class = string.match(known, '^(%d+) %S+ %S+ (%S+)')
  if tonumber(before) >= tonumber(version) then return 0 end
  if string.match(was, ':order:(.*)$') ~= class then return class end
  if was ~= order then
    redis.call('ZREM', was, place)
    redis.call('HDEL', said, place)  -- it was about another order
  end
  redis.call('HSET', places, place, record)
  if redis.call('ZSCORE', leased, place) then order = leased end  -- it goes on being offered, unless its desk says no
end
redis.call('ZADD', order, key, place)
redis.call('XADD', events, '*', event, told)
return order == leased and 3 or redis.call('EXISTS', idle) == 1 and 2 or 1
