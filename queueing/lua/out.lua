-- Take a place out of the order, because the ledger says that it does not stand in it any more.
-- KEYS     order:was leased leases places said gone events idle desks
-- ARGV     place version final record event told at
-- Returns  1 when something changed, 3 when it was offered to a desk, 0 when nothing changed, or the class that the
--          place has been in if not in `was`
-- Emits    the event that it is told: dropped, taken, done, left, ...
-- Parts    leases
local was, leased, leases, places, said, gone, events, idle, desks = unpack(KEYS)
local place, version, final, record, event, told, at = unpack(ARGV)
local known = redis.call('HGET', places, place)
if known then
  local before, class = string.match(known, '^(%d+) %S+ %S+ (%S+)')
  if tonumber(before) >= tonumber(version) then return 0 end
  if string.match(was, ':order:(.*)$') ~= class then return class end
end
redis.call('ZREM', was, place)
local agent = unlease({leased = leased, leases = leases, idle = idle, desks = desks}, place)
redis.call('HSET', places, place, record)
if final == '1' then
  redis.call('HDEL', said, place)
  redis.call('ZADD', gone, at, place)
end
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*', event, told)
return agent and 3 or 1
