-- What is said, in words `turn|at|since|position|low|high|before|reason`: what was said before binds it.
-- A wait is never lower than the last one less the time that passed, and only rises with a reason.
local function bound(fresh, last, passed, may_rise)
  if not fresh or not last then return fresh end
  local least = math.max(fresh, last - passed)
  return may_rise and least or math.min(least, last)
end

local function announced(last, turn, at, position, low, high, slower)
  local was_at, since, told, was_low, was_high = string.match(last, '^[^|]*|(%d+)|(%d+)|(%d+)|(%d*)|(%d*)|')
  local passed = math.max(0, at - (was_at or at)) / 1000
  was_low, was_high = tonumber(was_low), tonumber(was_high)
  local worse = told and position > tonumber(told)
  local reason = worse and 'earlier_key' or slower
  low, high = bound(low, was_low, passed, reason), bound(high, was_high, passed, reason)
  if tonumber(told) ~= position then since = at end
  local rises = worse or (high and was_high and (high > was_high or low > was_low))
  return table.concat({turn, at, since, position, low and math.ceil(low) or '', high and math.ceil(high) or '',
    told or '', rises and reason or ''}, '|')
end
