-- Bring places from the ledger, without a word of it in the stream; newer versions stay.
-- KEYS     leased leases places gone idle desks order:classes...
-- ARGV     rows...
-- Returns  how many were not known in this version
-- Parts    leases
-- Five words a place: itself, its key, its class where it stands in an order, its record, when it ended.
local leased, leases, places, gone, idle, desks, any = unpack(KEYS)
local on = {leased = leased, leases = leases, idle = idle, desks = desks}
local order, new = string.match(any, '^.*:order:'), 0
for i = 1, #ARGV, 5 do
  local place, key, class, record, ended = unpack(ARGV, i, i + 4)
  local version, known = tonumber(string.match(record, '^%d+')), redis.call('HGET', places, place)
  local before, was = string.match(known or '', '^(%d+) %S+ %S+ (%S+)')
  if not known or tonumber(before) < version then
    new = new + 1
    if known then redis.call('ZREM', order .. was, place) end
    local offered = known and redis.call('ZSCORE', leased, place)
    if offered and class == '' then unlease(on, place) end
    if class ~= '' then redis.call('ZADD', offered and leased or order .. class, key, place) end
    if ended ~= '' then redis.call('ZADD', gone, ended, place) end
    redis.call('HSET', places, place, record)
  end
end
return new
