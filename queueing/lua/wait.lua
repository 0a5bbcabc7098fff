-- Say where a place stands, and remember that it was said; the same turn again hears the same.
-- KEYS     leased places said whole events classes rivals left pace levers order:classes...
-- ARGV     place turn at
-- Returns  nil where the order is not whole or the place unknown; its class where the classes are not these; else
--          record, `turn|at|since|position|low|high|before|reason|ahead|open held` ('' where it does not wait),
--          and the levers as `lever.py` writes them
-- Emits    told
-- Parts    estimate announced
local leased, places, said, whole, events, classes, rivals, left, pace, levers, any = unpack(KEYS)
local place, turn, at = unpack(ARGV)
local record = redis.call('HGET', places, place)
if not record or redis.call('EXISTS', whole) == 0 then return false end
local class = string.match(record, '^%S+ %S+ %S+ (%S+)')
local rows = redis.call('HGET', rivals, class)
if not rows or redis.call('SCARD', classes) ~= #KEYS - 10 then return class end
local order, is_desk = string.match(any, '^.*:order:'), string.sub(class, 1, 5) == 'desk.'
local key = redis.call('ZSCORE', order .. class, place) or redis.call('ZSCORE', leased, place)
if not key then return {record, '', ''} end
levers = redis.call('GET', levers) or ''
local last = redis.call('HGET', said, place) or ''
if turn ~= '' and string.match(last, '^[^|]*') == turn then return {record, last, levers} end
-- A lease may come back to its key, so it is still somebody ahead.
local position = 1 + (is_desk and redis.call('ZCOUNT', leased, '-inf', '(' .. key) or 0)
local ahead = position - 1
for rival, people in string.gmatch(rows, '(%S+):(%d+)') do
  local there = redis.call('ZCOUNT', order .. rival, '-inf', '(' .. key)
  position, ahead = position + there, ahead + there * people
end
local low, high, slower
if is_desk then low, high, slower = estimate(redis.call('GET', pace) or '', position) end
local words = announced(last, turn, at, position, low, high, slower)
words = words .. '|' .. ahead .. '|' .. (redis.call('HGET', left, class) or '')
redis.call('HSET', said, place, words)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*', 'told', place .. '|' .. words)
return {record, words, levers}
