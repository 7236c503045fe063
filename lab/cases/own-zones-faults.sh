# shellcheck shell=bash
# What the gateway's own zones survive: NSD gone, a zone file that somebody changed or lost, a checker that refuses, an
# inventory that is broken or empty, a power cut.
needs_sixgate
start_own_zones
settled
file=/var/lib/sixgate/zones/gw.provider.example.zone
says() { expect_within "${3:-15}" "$1" "$2" sixgate_says status; }

end_of "$zones_pid_file" TERM
printf 'address: 2001:db8:b::61\n' | put umbra/while-down.yaml
says "NSD is gone: the status says so" 'failure: .*(nsd-control|no name server answers)'
expect_within 5 "the file is right for its next start all the same" '^while-down.umbra' cat "$file"
start_zone_server
expect "NSD answers from it, without being told" '^2001:db8:b::61$' own while-down.umbra.gw.provider.example AAAA
says "and the agent is well again" '^own-zones +ok ' 45

serial=$(own_serial gw.provider.example)
sed -i 's/^web1.acme.*AAAA.*/web1.acme.gw.provider.example. 300 AAAA 2001:db8:bad::1/' "$file"
kill -HUP "$(living "$(agent_pid_file own-zones)")"
expect_within 10 "a file that somebody changed is written anew" '^web1\.acme\.gw\.provider\.example\. 300 AAAA 2001:db8:a::80$' cat "$file"
expect_within 10 "with a greater serial" yes eval '(( $(own_serial gw.provider.example) > serial )) && echo yes'
serial=$(own_serial gw.provider.example)
rm "$file"
kill -HUP "$(living "$(agent_pid_file own-zones)")"
expect_within 10 "one that was lost comes back above the serial that NSD still has" yes \
  eval '(( $(own_serial gw.provider.example) > serial )) && echo yes'

printf 'address: nonsense\n' | put umbra/while-down.yaml
says "a file that cannot be read is a problem" 'problem: umbra/while-down.yaml:1:10: address: "nonsense" is wrong'
expect_equal "the other hosts' names stay" 2001:db8:a::80 "$(own web1.acme.gw.provider.example AAAA)"
take_away umbra/while-down.yaml
says "and it is over" '^own-zones +ok +[0-9a-f]+ +[0-9]+s +0 +0 '

mv "$inventory" "$inventory.away"
mkdir "$inventory"
says "an inventory without gateway.yaml changes nothing, and is said" 'failure: the inventory cannot be used'
expect_equal "the names stay" 2001:db8:a::80 "$(own web1.acme.gw.provider.example AAAA)"
rmdir "$inventory"
mv "$inventory.away" "$inventory"
says "put back, all is well" '^own-zones +ok ' 45

for i in {1..20}; do printf 'address: 2001:db8:b::1:%x\n' "$i" | put "umbra/many$i.yaml"; done
expect_within 10 "twenty more hosts have names" '^2001:db8:b::1:14$' own many20.umbra.gw.provider.example AAAA
for i in {1..20}; do rm "$inventory/umbra/many$i.yaml"; done
rm "$inventory/umbra/web1.yaml"
says "without most of the hosts the brake holds" 'refused: the plan removes [0-9]+ of [0-9]+ entries'
expect_equal "and names stay" 2001:db8:b::1:14 "$(own many20.umbra.gw.provider.example AAAA)"
sixgate_says force own-zones >/dev/null
expect_within 10 "until the operator lets it through" '^0$' eval 'own many20.umbra.gw.provider.example AAAA | wc -l'
put umbra/web1.yaml <"$lab/inventory/umbra/web1.yaml"
says "all is well" '^own-zones +ok +[0-9a-f]+ +[0-9]+s +0 +0 '

end_of "$(agent_pid_file own-zones)" TERM
printf '#!/bin/sh\necho "line 3: no such record" >&2\nexit 1\n' >"$run/refuse"
chmod +x "$run/refuse"
printf 'address: 2001:db8:b::62\n' | put umbra/refused.yaml
expect "a zone that the checker refuses is not put in place, and its words are passed on" \
  'stays as it was: .*/refuse gw.provider.example .*line 3: no such record' \
  at gateway env SIXGATE_NSD_CHECKZONE="$run/refuse" sixgate-own-zones --once --json
expect_equal "NSD answers as before" 2001:db8:a::80 "$(own web1.acme.gw.provider.example AAAA)"
expect "it can load what it has" 'zone .* is ok' nsd-checkzone gw.provider.example "$file"
