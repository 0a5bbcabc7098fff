-- Say what somebody who joins with this key has before them, and how long a desk takes; nothing is written.
-- KEYS     whole leased pace order:classes...
-- ARGV     key
-- Returns  nil where the order is not whole; else people before them for desks and for units, and the least and
--          the most seconds of the wait for a desk (both absent where nobody serves)
-- Parts    estimate
local whole, leased, pace, any = unpack(KEYS)
local order, earlier = string.match(any or '', '^.*:order:'), '(' .. ARGV[1]
if redis.call('EXISTS', whole) == 0 then return false end
local desks, units = redis.call('ZCOUNT', leased, '-inf', earlier), 0
for at = 4, #KEYS do
  local class, there = string.sub(KEYS[at], #order + 1), redis.call('ZCOUNT', KEYS[at], '-inf', earlier)
  if string.sub(class, 1, 5) == 'desk.' then
    desks = desks + there
  else
    units = units + there * string.match(class, '%d+$')
  end
end
local low, high = estimate(redis.call('GET', pace) or '', desks + 1)
return {desks, units, low and math.ceil(low), high and math.ceil(high)}
