-- Let one at a time rebuild the order; a claim that was not kept lapses.
-- KEYS     builder
-- ARGV     who at until
-- Returns  1 for the one who may, else 0
local builder = KEYS[1]
local me, at, lasts = unpack(ARGV)
local who, till = string.match(redis.call('GET', builder) or '', '^(%S+) (%d+)$')
if who and who ~= me and tonumber(till) > tonumber(at) then return 0 end
redis.call('SET', builder, me .. ' ' .. lasts)
return 1
