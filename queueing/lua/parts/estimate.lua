-- The wait at a position, in seconds, from the table that the clock writes, and why it may be worse than it was.
local function estimate(pace, position)
  local low, high, slower, rows = string.match(pace, '^(%S+) (%S+) (%S+)(.*)$')
  local before, less, here, wait = 0, 0, 0, 0
  for at, seconds in string.gmatch(rows or '', '(%d+):(%S+)') do
    before, less, here, wait = here, wait, tonumber(at), tonumber(seconds)
    if here >= position then break end
  end
  if here == 0 then return end
  wait = less + (wait - less) * (position - before) / (here - before)
  return wait * low, wait * high, slower ~= '-' and slower
end
