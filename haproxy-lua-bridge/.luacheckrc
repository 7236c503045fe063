-- Lua 5.3 is what Debian's HAProxy is linked with; "core" is what HAProxy adds to it.
std = "lua53"
max_line_length = 120
files["src/main/lua/sixgate.lua"] = { read_globals = { "core" } }
files["src/test/lua"] = { max_line_length = 140 }
files["src/main/lua/sixgate/starttls.lua"] = { read_globals = { "core", "filter" } }
