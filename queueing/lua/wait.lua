-- Say where a place stands, and remember that it was said; the same turn again hears the same.
-- KEYS     waiting leased places said whole events
-- ARGV     place turn at
-- Returns  nil where the order is not whole or the place unknown, else
--          record, position (0: not waiting), position said before ('': none), since when it has been said
-- Emits    told
local waiting, leased, places, said, whole, events = unpack(KEYS)
local place, turn, at = unpack(ARGV)
local record = redis.call('HGET', places, place)
if not record or redis.call('EXISTS', whole) == 0 then return false end
local key, ahead = redis.call('ZSCORE', waiting, place), 0
if key then
  ahead = redis.call('ZRANK', waiting, place)
else
  key = redis.call('ZSCORE', leased, place)
  if not key then return {record, 0, '', at} end
  ahead = redis.call('ZCOUNT', waiting, '-inf', '(' .. key)
end
-- A lease may come back to its key, so it is still somebody ahead.
local position = ahead + redis.call('ZCOUNT', leased, '-inf', '(' .. key) + 1
local last = redis.call('HGET', said, place) or '|||'
local same, told, before, since = string.match(last, '^([^|]*)|(%d*)|(%d*)|(%d*)$')
if turn ~= '' and same == turn then return {record, tonumber(told), before, since} end
if told ~= tostring(position) then
  since = at
  redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
    'event', 'told', 'place', place, 'position', position, 'before', told, 'at', at)
end
redis.call('HSET', said, place, table.concat({turn, position, told, since}, '|'))
return {record, position, told, since}
