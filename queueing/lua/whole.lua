-- Declare that the order has been rebuilt and may be read again.
-- KEYS     whole events
-- ARGV     epoch count at
-- Returns  1
-- Emits    rebuilt
local whole, events = unpack(KEYS)
local epoch, count, at = unpack(ARGV)
redis.call('SET', whole, epoch)
redis.call('XADD', events, 'MAXLEN', '~', 100000, '*', 'event', 'rebuilt', 'count', count, 'at', at)
return 1
