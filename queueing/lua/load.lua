-- Bring places from the ledger, without a word of it in the stream; newer versions stay.
-- KEYS     leased places gone order:classes...
-- ARGV     places...
-- Returns  how many were not known in this version
-- Five words a place: itself, its key, its class where it stands in an order, its record, when it ended.
local leased, places, gone, any = unpack(KEYS)
local order = string.match(any, '^.*:order:')
local new = 0
for i = 1, #ARGV, 5 do
  local place, key, class, record, ended = unpack(ARGV, i, i + 4)
  local version, known = tonumber(string.match(record, '^%d+')), redis.call('HGET', places, place)
  local before, was = string.match(known or '', '^(%d+) %S+ %S+ (%S+)')
  if not known or tonumber(before) < version then
    new = new + 1
    if known then
      redis.call('ZREM', leased, place)
      redis.call('ZREM', order .. was, place)
    end
    if class ~= '' then redis.call('ZADD', order .. class, key, place) end
    if ended ~= '' then redis.call('ZADD', gone, ended, place) end
    redis.call('HSET', places, place, record)
  end
end
return new
