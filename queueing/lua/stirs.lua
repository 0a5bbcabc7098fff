-- Tell what the clock has to look at: leases that have run out, a desk for somebody, what is known of the desks.
-- KEYS     leases idle desks classes
-- ARGV     at
-- Returns  1 where a lease has run out, else 0; 1 where a desk is idle and somebody stands before the desks,
--          else 0; agent words agent words ...
local leases, idle, desks, classes = unpack(KEYS)
local order, lapses, meets = string.gsub(classes, 'classes$', 'order:'), 0, 0
for _, lease in ipairs(redis.call('HVALS', leases)) do
  if tonumber(string.match(lease, '^%d+')) <= tonumber(ARGV[1]) then lapses = 1 end
end
for _, class in ipairs(redis.call('EXISTS', idle) == 1 and redis.call('SMEMBERS', classes) or {}) do
  if string.find(class, '^desk%.') and redis.call('EXISTS', order .. class) == 1 then meets = 1 end
end
return {lapses, meets, redis.call('HGETALL', desks)}
