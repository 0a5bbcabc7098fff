-- Tell the screens that a desk has moved.
-- KEYS     events
-- ARGV     event agent state place at
-- Returns  1
-- Emits    desk
local event, agent, state, place, at = unpack(ARGV)
redis.call('XADD', KEYS[1], 'MAXLEN', '~', 100000, '*',
  'event', 'desk', 'why', event, 'agent', agent, 'state', state, 'place', place, 'at', at)
return 1
