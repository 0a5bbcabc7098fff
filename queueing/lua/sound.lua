-- Tell whether the order was made in this run of the server, which else may have lost a second, and after a draw.
-- KEYS     whole
-- ARGV     drawn
-- Returns  1 where it was, else 0
local made_in, drawn = string.match(redis.call('GET', KEYS[1]) or '', '^(%x+):.*:(%d+)$')
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
return made_in == run and drawn == ARGV[1] and 1 or 0
