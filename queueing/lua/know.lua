-- Write which orders count for the places of a class, unless a class has been added meanwhile.
-- KEYS     classes rivals
-- ARGV     count rows...
-- Returns  1, or 0 where there are more classes than the rows were made of
local classes, rivals = unpack(KEYS)
if redis.call('SCARD', classes) ~= tonumber(ARGV[1]) then return 0 end
redis.call('DEL', rivals)
for i = 2, #ARGV, 2 do redis.call('HSET', rivals, ARGV[i], ARGV[i + 1]) end
return 1
