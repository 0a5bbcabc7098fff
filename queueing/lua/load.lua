-- Bring places from the ledger, six words each, without a word of it in the stream; newer versions stay.
-- KEYS     waiting leased places gone
-- ARGV     place key version state language ended ...
-- Returns  how many were not known in this version
local waiting, leased, places, gone = unpack(KEYS)
local new = 0
for i = 1, #ARGV, 6 do
  local place, key, version, state, language, ended = unpack(ARGV, i, i + 5)
  local known = redis.call('HGET', places, place)
  if not known or tonumber(string.match(known, '^%d+')) < tonumber(version) then
    new = new + 1
    redis.call('ZREM', leased, place)
    if state == 'waiting' then
      redis.call('ZADD', waiting, key, place)
    else
      redis.call('ZREM', waiting, place)
    end
    if ended ~= '' then redis.call('ZADD', gone, ended, place) end
    redis.call('HSET', places, place, version .. ' ' .. state .. ' ' .. language)
  end
end
return new
