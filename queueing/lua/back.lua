-- Give the place that a desk has leased back to the order of its class, at its own key; the desk is idle again.
-- KEYS     leased leases places idle desks order:classes...
-- ARGV     agent place
-- Returns  1, or 0 where that desk does not have it (any more)
-- Parts    leases
local leased, leases, places, idle, desks, any = unpack(KEYS)
local agent, place = unpack(ARGV)
if string.match(redis.call('HGET', leases, place) or '', '%S+$') ~= agent then return 0 end
local order = string.match(any, '^.*:order:')
give_back({leased = leased, leases = leases, places = places, idle = idle, desks = desks, order = order}, place)
return 1
