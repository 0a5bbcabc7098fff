-- Bring places from the ledger, five words each, without a word of it in the stream; newer versions stay.
-- KEYS     waiting leased places
-- ARGV     place key version state language ...
-- Returns  how many were not known in this version
local waiting, leased, places = unpack(KEYS)
local new = 0
for i = 1, #ARGV, 5 do
  local place, key, version, state, language = unpack(ARGV, i, i + 4)
  local known = redis.call('HGET', places, place)
  if not known or tonumber(string.match(known, '^%d+')) < tonumber(version) then
    new = new + 1
    redis.call('ZREM', leased, place)
    if state == 'waiting' then
      redis.call('ZADD', waiting, key, place)
    else
      redis.call('ZREM', waiting, place)
    end
    redis.call('HSET', places, place, version .. ' ' .. state .. ' ' .. language)
  end
end
return new
