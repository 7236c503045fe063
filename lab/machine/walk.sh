# shellcheck shell=bash disable=SC2154 # inside sources this
# The life of a gateway by packages alone, from apt install to apt purge.
agents=(sni-router ssh-forward dns64 dns-zones mail-relay snmp nat64)
units=("${agents[@]/#/sixgate-}")
# With those of the jump host and of the gateway's own zones.
java_units=("${units[@]}" sixgate-own-zones sixgate-ssh-jump)
. "$here/manual.sh"

chapter() { say "── $1"; }
own_site() { visit client4 http://192.0.2.80/; }
acme() { visit client4 "$1://www.acme.example/"; }
all_files() {
  inside_machine find / -xdev -path /proc -prune -o -path /srv -prune -o -path /var/log -prune -o -path /var/cache -prune \
    -o -path /var/lib/apt -prune -o -path /var/lib/dpkg -prune -o -path /tmp -prune -o -path /var/tmp -prune -o -print | sort
}
operators_files() { inside_machine sh -c 'find /etc/haproxy /etc/unbound /etc/ssh /etc/nsd /etc/default -type f | grep -v sixgate | sort | xargs sha256sum'; }
active() { inside_machine systemctl is-active "$@" | tr '\n' ' '; }
accounts() { inside_machine sh -c 'cat /etc/passwd /etc/group | sort'; }

chapter "apt install, beside the operator's own servers"

expect "before: the operator's own site" "operator's own site" own_site
all_files >"$machine/files"
accounts >"$machine/accounts"
operators_files >"$machine/operator"
before=$(pid_of haproxy)
expect_status "the lines of docs/install.md tell apt of the repository that the build made, and install the first package" 0 pasted Install 1
mapfile -t packages < <(of_table)
expect_equal "its table has each package of the repository" "$(sed -n 's/^Package: //p' "$disk/srv/first/Packages" | sort)" "$(printf '%s\n' "${packages[@]}" | sort)"
expect_status "and apt installs the others" 0 inside_machine apt install "${packages[@]}"
expect_equal "HAProxy was not touched by it" "$before" "$(pid_of haproxy)"
. "$here/contents.sh"
expect_equal "no file of the operator's was changed" "$(cat "$machine/operator")" "$(operators_files)"
expect_not "nothing of Sixgate runs before it is told to" '^ *sixgate|dnsdist@sixgate' \
  inside_machine systemctl list-units --no-legend --plain --state=active,activating 'sixgate-*.service' 'dnsdist@sixgate*'
expect "the command is there, with its manual page and completion" '^/usr/share/man/man1/sixgate.1.gz$' \
  inside_machine dpkg -L sixgate
perform inside_machine systemctl restart haproxy
expect "HAProxy starts with an empty folder of Sixgate's" "operator's own site" own_site
expect "and with the drop-in of the package: scheduled as batch" ': SCHED_BATCH$' inside_machine chrt -p "$(pid_of haproxy)"

chapter "a first start, with nothing written yet"

# On which TCP ports somebody listens.
listening() { inside_machine ss -Hltn | awk '{print $4}' | sort; }
listening >"$machine/listening"
before=$(pid_of haproxy)
expect_status "all agents start" 0 inside_machine systemctl start sixgate-{sni-router,ssh-forward,own-zones,ssh-jump,dns64,dns-zones,nat64,snmp}
expect "they say what is missing" 'gateway\.yaml' inside_machine sixgate status
expect_equal "they serve nothing: nobody listens who did not before, but on loopback" "" \
  "$(listening | comm -13 "$machine/listening" - | grep -v '^127\.0\.0\.1:\|^\[::ffff:127\.0\.0\.1\]:' || :)"
expect_equal "they have made no table of nftables" "" "$(inside_machine nft list tables | grep sixgate || :)"
expect_equal "HAProxy goes on as it was" "$before" "$(pid_of haproxy)"
expect "and so does the operator's own site" "operator's own site" own_site
perform inside_machine sh -c 'systemctl stop "sixgate-*" "dnsdist@sixgate-*"; systemctl reset-failed; rm -f /run/sixgate/*.json'

chapter "sixgate setup, with an inventory that is still empty"

mkdir "$machine/mail"
make_certificate "$machine/mail" mx.provider.example smtp.provider.example
inside_machine install -d -m 750 -g sixgate-mail /etc/sixgate/mail
cp "$machine"/mail/host.{crt,key} "$disk/etc/sixgate/mail/"
inside_machine chgrp sixgate-mail /etc/sixgate/mail/host.key
inside_machine chmod 640 /etc/sixgate/mail/host.key
# Each visitor is the gateway to the host: client addresses are another case's matter.
sed 's,/run/lab/gateway/mail,/etc/sixgate/mail,; s/client-address: embedded/client-address: none/; /^embedded-prefix/d; s/acme: { address: 192.0.2.33 }/{}/' \
  "$lab/inventory/gateway.yaml" | grep -v '^  customers: *$\|^    {}' | put_there gateway.yaml
. "$here/setup.sh"
expect_equal "no file of the operator's was changed by all of that" "$(cat "$machine/operator")" "$(operators_files)"
expect_within 120 "with no customers the agents are well" '^(ok ){7}$' states "${agents[@]}"
expect "the operator's own site goes on" "operator's own site" own_site
expect "a visitor of a name that is nobody's is told so" '^status 421' acme http

if [[ $release == trixie ]]; then
  expect "Debian 13 has started a TAYGA of its own, with the device nat64" ' nat64: ' inside_machine ip -o link show
  expect_equal "it and ours run beside each other" "active active " "$(active tayga sixgate-tayga)"
fi
perform inside_machine systemctl stop sixgate-tayga
perform inside_machine systemctl reload sixgate-nat64
expect_within 60 "while ours does not run, sixgate status says so" 'TAYGA does not run, so hosts do not reach IPv4; start it with: systemctl start sixgate-tayga' inside_machine sixgate status
perform inside_machine systemctl start sixgate-tayga
perform inside_machine systemctl reload sixgate-nat64
expect_within 60 "and all is well when it does" '^ok $' states nat64

chapter "two customers are written to the inventory"

for customer in acme umbra; do
  for file in "$lab/inventory/$customer"/*; do put_there "$customer/${file##*/}" <"$file"; done
done
expect_within 20 "a customer is written: HTTP" '^acme-web1' acme http
expect_within 20 "HTTPS, with the host's own certificate" '^acme-web1' acme https
expect_within 30 "SSH" '^alice$' shell client4 alice 22101 whoami
expect_within 30 "mail, cut through to the customer's own server" '^<- +250 2\.0\.0 Ok: queued as' from_outside client4 alice@acme.example "packages-$release"
expect_within 20 "the customer's zone is answered" 'status: NOERROR' at client4 dig +time=1 +tries=1 @192.0.2.1 www.in.acme.example A
expect_within 20 "the resolver for hosts makes addresses of NAT64" '^2001:db8:64:64:' at acme-web1 dig +short +time=1 +tries=1 server4.example AAAA @2001:db8:ff::53
expect_within 30 "by which a host reaches the IPv4 internet" '^status 200' visit acme-web1 'http://[2001:db8:64:64::203.0.113.4]/'
expect "a port that another program has is said, with the program; all else is served" \
  'TCP port 22 of 192.0.2.7 is taken by sshd \(process [0-9]+\)' inside_machine sixgate status

# By the drop-in of its package: what comes together is worked off together.
schedules() {
  local part
  for part in resolver zones; do inside_machine chrt -p "$(pid_of "dnsdist@sixgate-$part")"; done | grep -c ': SCHED_BATCH$'
}
expect "both dnsdist run with the drop-in of the package" '^2$' schedules

. "$here/record.sh"
. "$here/jump.sh"

chapter "systemctl reload: the agent compares all anew"

behind_the_agent() {
  local map=/var/lib/sixgate/haproxy/names
  inside_machine sh -c "for map in $map.recent.map $map.map; do echo \"del map \$map www.acme.example\" | socat - /run/sixgate/haproxy.sock; done
    echo \"get map $map.map www.acme.example\" | socat - /run/sixgate/haproxy.sock"
}
expect "a name is taken out of HAProxy behind the agent's back" 'found=no' behind_the_agent
expect_status "systemctl reload" 0 inside_machine systemctl reload sixgate-sni-router
expect_within 20 "has the agent compare all, and put it back" '^acme-web1' acme http

chapter "kill -9 of every agent, while a visitor comes"

visitor_comes client4 https://www.acme.example/
for unit in "${units[@]}"; do perform inside_machine systemctl kill -s KILL "$unit"; done
expect_within 120 "all agents are killed by SIGKILL: systemd starts them anew" '^(active ){7}$' active "${units[@]}"
more_visits 3
visitor_goes
expect_equal "and no visitor has seen it" 0 "$(failed_visits)"

# Else it would take a minute.
impatient=/run/systemd/system/sixgate-own-zones.service.d
perform inside_machine sh -c "mkdir -p $impatient && printf '[Service]\nWatchdogSec=6\n' >$impatient/lab.conf && systemctl daemon-reload && systemctl restart sixgate-own-zones"
before=$(pid_of sixgate-own-zones)
another_runs() { [[ $(pid_of sixgate-own-zones) != "$before" ]] && active sixgate-own-zones; }
perform inside_machine kill -STOP "$before"
expect_within 120 "one that hangs is ended by systemd's watchdog, and started anew" '^active ' another_runs
perform inside_machine sh -c "rm -r $impatient && systemctl daemon-reload"

chapter "what each unit takes, and what it may do"

# shellcheck disable=SC2016 # awk expands it
measure() {
  local unit pid
  for unit in "${java_units[@]}" sixgate-nat64-log sixgate-jump; do
    pid=$(pid_of "$unit")
    printf '%-22s %s MB RSS, ready after %s ms\n' "$unit" "$(($(inside_machine awk '/^VmRSS/ {print $2}' "/proc/$pid/status") / 1024))" \
      "$(inside_machine systemctl show -P ExecMainStartTimestampMonotonic -P ActiveEnterTimestampMonotonic "$unit" | awk 'NR == 1 {a = $1} NR == 2 {print int(($1 - a) / 1000)}')"
  done
}
measure

# The JVM has the archive among its memory if it took it.
without_archive() {
  local unit
  for unit in "${java_units[@]}"; do
    inside_machine grep -q "/var/cache/sixgate/$unit\.jsa$" "/proc/$(pid_of "$unit")/maps" || printf '%s ' "$unit"
  done
}
expect_equal "each has started from the archive of classes that was made when it was installed" "" "$(without_archive)"

# systemd's own measure of what a unit may do: 10 is everything.
services() { inside_machine systemctl list-unit-files --no-legend --plain 'sixgate-*.service' | awk '{print $1}'; }
exposure() {
  local unit
  for unit in $(services); do
    inside_machine systemd-analyze security --no-pager "$unit" | sed -nE "s/.*Overall exposure level for ($unit): ([0-9.]+) .*/\\1 \\2/p"
  done
}
exposure >"$machine/exposure"
expect_equal "systemd-analyze security measures each unit" "$(services)" "$(cut -d' ' -f1 "$machine/exposure")"
expect_equal "and none is above 2.0" "" "$(awk '$2 > 2.0' "$machine/exposure")"

chapter "apt upgrades, while a visitor comes and sessions are open, by SSH and through NAT64"

echo '-- A line of the operator.' >>"$disk/etc/dnsdist/dnsdist-sixgate-zones.conf"
drop_in=$disk/etc/systemd/system/haproxy.service.d/00-sixgate.conf
echo '# A line of the operator.' >>"$drop_in"
sums_of_inventory() { inside_machine sh -c 'find /etc/sixgate -type f | sort | xargs sha256sum'; }
inventory_before=$(sums_of_inventory) starts=$(grep -c '^# started' "$sessions")
repository later
visitor_comes client4 https://www.acme.example/
start_echo
talk_begins acme-web1
hold=$machine/hold
mkfifo "$hold"
exec {holder}<>"$hold"
SSH_SECONDS=300 shell client4 alice 22101 'read -r line; echo it lasted' <"$hold" >"$machine/session" &
session=$!
before=$(pid_of haproxy)
expect_status "the lines of docs/install.md upgrade all packages while visitors come" 0 pasted 'Upgrade, remove, purge' 1
expect_equal "each is of the later version" "" "$(inside_machine dpkg-query -W -f '${Package} ${Version}\n' 'sixgate*' | grep -v '+later$')"
expect_within 120 "the agents run in the later version" '^(ok ){7}$' states "${agents[@]}"
more_visits 3
visitor_goes
echo >&"$holder"
wait "$session" || :
expect_equal "no visitor has seen it" 0 "$(failed_visits)"
expect "and an SSH session went on" '^it lasted$' cat "$machine/session"
more_talk 3 || :
talk_ends
expect_equal "and one of a host through NAT64" "" "$talk_broke"
expect_equal "HAProxy was not touched" "$before" "$(pid_of haproxy)"
expect_equal "nor was the record of sessions begun anew" "$starts" "$(grep -c '^# started' "$sessions")"
expect "the operator's line is still there, in a file that the later version has changed, too" '^-- A line of the operator' \
  cat "$disk/etc/dnsdist/dnsdist-sixgate-zones.conf"
expect "and that in a drop-in" '^# A line of the operator' cat "$drop_in"
expect_equal "nothing of the inventory was changed" "$inventory_before" "$(sums_of_inventory)"

chapter "reboot"

end_machine
boot_machine
expect_within 60 "after a boot: HTTPS" '^acme-web1' acme https
expect_within 60 "SSH" '^alice$' shell client4 alice 22101 whoami
expect_within 60 "through the jump host" '^alice$' jumped
expect_within 60 "a host reaches the IPv4 internet" '^status 200' visit acme-web1 'http://[2001:db8:64:64::203.0.113.4]/'
expect_within 60 "and the record of sessions tells which host it was" '^acme/web1 had it for TCP to 203\.0\.113\.4:80 ' named
expect_within 60 "the customer's zone" 'status: NOERROR' at client4 dig +time=1 +tries=1 @192.0.2.1 www.in.acme.example A
expect_within 120 "mail" '^<- +250 2\.0\.0 Ok: queued as' from_outside client4 alice@acme.example "after-$release"

chapter "apt remove, then apt purge"

expect_status "apt removes all packages, by the line of docs/install.md" 0 pasted 'Upgrade, remove, purge' 2
expect_equal "none is left" "" "$(inside_machine dpkg-query -W -f '${db:Status-Status} ${Package}\n' 'sixgate*' | grep '^installed')"
expect "hosts reach the IPv4 internet all the same" '^status 200' visit acme-web1 'http://[2001:db8:64:64::203.0.113.4]/'
expect "the customer's zone is answered" 'status: NOERROR' at client4 dig +time=1 +tries=1 @192.0.2.1 www.in.acme.example A
expect "the resolver for hosts makes addresses of NAT64" '^2001:db8:64:64:' at acme-web1 dig +short +time=1 +tries=1 server4.example AAAA @2001:db8:ff::53
expect "and SSH goes to its host" '^alice$' shell client4 alice 22101 whoami
expect_equal "their units ended well" "" "$(inside_machine systemctl list-units --no-legend --plain --state=failed 'sixgate*')"
perform inside_machine rm -rf /run/sixgate
# As of an agent that was killed while HAProxy was trying a text that it can't start from.
perform inside_machine sh -c 'cd /var/lib/sixgate/haproxy && mv sixgate.cfg sixgate.cfg.former && echo no-such-section >sixgate.cfg'
expect_status "HAProxy is started anew without them, as after a boot" 0 inside_machine systemctl restart haproxy
expect_within 20 "and traffic's last state is there" '^acme-web1' acme https
expect_status "apt purges them, by its next lines" 0 pasted 'Upgrade, remove, purge' 3
expect_within 20 "the operator's own site goes on" "operator's own site" own_site
expect "HAProxy is the operator's alone" 'status 000' acme http
expect_equal "no file of theirs is left" "" "$(all_files | comm -13 "$machine/files" - | grep -E 'sixgate|jump' || :)"
expect_equal "nor an account" "" "$(accounts | comm -13 "$machine/accounts" - | grep -E 'sixgate|jump' || :)"
rest() {
  {
    inside_machine find /var/cache /var/log -name '*sixgate*'
    inside_machine nft list tables
    inside_machine ip -o link show
    inside_machine ps -eo args=
    inside_machine systemctl list-units --no-legend --plain
  } | grep sixgate || :
}
expect_equal "nor an archive of classes, a process, a unit, a network device or a table of nftables" "" "$(rest)"
