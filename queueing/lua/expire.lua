-- Give back, at their own keys, all places whose lease has run out.
-- KEYS     leased leases places idle desks events order:classes...
-- ARGV     at
-- Returns  the places
-- Emits    expired
-- Parts    leases
local leased, leases, places, idle, desks, events, any = unpack(KEYS)
local at, back, all = ARGV[1], {}, redis.call('HGETALL', leases)
local on = {leased = leased, leases = leases, places = places, idle = idle, desks = desks}
on.order = string.match(any or '', '^.*:order:')
for i = 1, #all, 2 do
  local place, lasts = all[i], string.match(all[i + 1], '^%d+')
  if tonumber(lasts) <= tonumber(at) then
    local agent, key = give_back(on, place)
    redis.call('XADD', events, 'MAXLEN', '~', 100000, '*',
      'event', 'expired', 'place', place, 'agent', agent, 'key', key, 'at', at)
    back[#back + 1] = place
  end
end
return back
