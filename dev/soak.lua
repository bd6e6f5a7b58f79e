-- Of every ten requests, six read a user's phones, one reads all methods, two change the mobile number, one changes the user.
local token, users = os.getenv("TOKEN"), tonumber(os.getenv("USERS"))
local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
local mobile = "3179e48a-750b-4051-897c-87b9720928f7"
local threads = {}
local requests = 0
others = 0

function setup(thread)
  table.insert(threads, thread)
  thread:set("seed", #threads)
end

function init()
  math.randomseed(os.time() + seed)
end

function request()
  requests = requests + 1
  local user = "/v1.0/users/user" .. math.random(0, users - 1) .. "@contoso.com"
  local turn = requests % 10
  if turn < 6 then return wrk.format("GET", user .. "/authentication/phoneMethods", headers) end
  if turn == 6 then return wrk.format("GET", user .. "/authentication/methods", headers) end
  if turn == 9 then return wrk.format("PATCH", user, headers, '{"jobTitle":"Job ' .. requests .. '"}') end
  local number = string.format("+1 206%07d", math.random(0, 9999999))
  return wrk.format("PATCH", user .. "/authentication/phoneMethods/" .. mobile, headers, '{"phoneNumber":"' .. number .. '"}')
end

function response(status, _, body)
  if status >= 200 and status < 300 then return end
  others = others + 1
  if others <= 3 then print(status, body) end
end

function done(summary)
  local sum = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do sum = sum + thread:get("others") end
  print(sum .. " other than 2xx")
end
