-- Return the tables of the wait loop as the clock wrote them last, and what it made them from.
-- KEYS     pace levers course left
-- Returns  the pace, the levers, the course, each nil where there is none; class units class units ...
local pace, levers, course, left = unpack(KEYS)
local answer = redis.call('MGET', pace, levers, course)
answer[4] = redis.call('HGETALL', left)
return answer
