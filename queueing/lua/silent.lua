-- Note that the clock looks at the screens, and tell who was silent, if all that time was watched.
-- KEYS     screens watched
-- ARGV     at silent_since forgotten_since gap
-- Returns  the agents
-- `watched` is `since last`: since when somebody has looked without a longer gap, and when last.
local screens, watched = unpack(KEYS)
local at, silent_since, forgotten_since, gap = unpack(ARGV)
redis.call('ZREMRANGEBYSCORE', screens, 0, forgotten_since)
local since, last = string.match(redis.call('GET', watched) or '0 0', '^(%d+) (%d+)$')
local passed = at - last
if passed < 0 or passed > tonumber(gap) then since = at end
redis.call('SET', watched, since .. ' ' .. at)
return tonumber(since) <= tonumber(silent_since) and redis.call('ZRANGEBYSCORE', screens, 0, silent_since) or {}
