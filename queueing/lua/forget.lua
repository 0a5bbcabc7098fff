-- Forget places that came to their end before an instant; until then their version guards against late words.
-- KEYS     gone places
-- ARGV     before
-- Returns  how many were forgotten
local gone, places = unpack(KEYS)
local old = redis.call('ZRANGEBYSCORE', gone, '-inf', ARGV[1], 'LIMIT', 0, 500)
for _, place in ipairs(old) do
  redis.call('ZREM', gone, place)
  redis.call('HDEL', places, place)
end
return #old
