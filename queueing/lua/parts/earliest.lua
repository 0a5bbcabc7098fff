-- The earliest of some heads `{order, place, key}` that a desk can serve, by its record
-- `version since languages skills`; `*` speaks every language.
local function has(words, word)
  return word == '' or words == '*' or string.find(',' .. words .. ',', ',' .. word .. ',', 1, true)
end

local function earliest(heads, record)
  local languages, skills = string.match(record, '^%S+ %S+ (%S+) (%S+)$')
  local first
  for order, head in pairs(heads) do
    local language, skill = string.match(order, ':order:desk%.([^.]+)%.?(.*)$')
    -- Keys are compared as words: the shorter is the smaller number.
    local before = not first or #head.key < #first.key or (#head.key == #first.key and head.key < first.key)
    if before and has(languages, language) and has(skills, skill) then first = head end
  end
  return first
end
