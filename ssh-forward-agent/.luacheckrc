-- Lua 5.3 is what Debian's HAProxy is linked with; "core" is what HAProxy adds to it.
std = "lua53"
max_line_length = 130
files["src/main/lua/forwards.lua"] = { read_globals = { "core" } }
