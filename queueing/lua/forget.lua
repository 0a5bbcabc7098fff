-- Forget places that came to their end before an instant, whose version guards against late words until then,
-- and what is old in the stream.
-- KEYS     gone places events
-- ARGV     before
-- Returns  how many were forgotten
local gone, places, events = unpack(KEYS)
redis.call('XTRIM', events, 'MAXLEN', '~', 100000)
local old = redis.call('ZRANGEBYSCORE', gone, '-inf', ARGV[1], 'LIMIT', 0, 500)
for _, place in ipairs(old) do
  redis.call('ZREM', gone, place)
  redis.call('HDEL', places, place)
end
return #old
