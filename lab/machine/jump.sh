# shellcheck shell=bash disable=SC2154 # walk.sh sources this
# The jump host and the gateway's own zones by their units, as docs/forwards.md says.
jump_units=(sixgate-jump.service sixgate-jump.path sixgate-ssh-jump sixgate-own-zones)

# jump_known CLIENT: the client knows the jump host's own key, and that of acme's host.
jump_known() {
  known "$1" '[192.0.2.1]:2222' "$disk/var/lib/sixgate/jump/host"
  known "$1" 2001:db8:a::80 /etc/netns/acme-web1/ssh
}
# jump_looks PID: in the mount namespace of the unit.
jump_looks() { inside_machine nsenter --mount --target "$1" sh -c 'cat /proc/*/maps; echo looked' 2>&1; }
jump_greets() { at client4 timeout 3 bash -c "exec 3<>/dev/tcp/192.0.2.1/$1; head -n 1 <&3"; }
jumped() { jump client4 alice alice@2001:db8:a::80 whoami; }
# own_zone NAME TYPE: what NSD on the machine answers.
own_zone() { at gateway dig +short +time=1 +tries=1 -p 5300 @::1 "$@"; }
jump_is_active() { active sixgate-jump.service sixgate-ssh-jump sixgate-own-zones nsd; }

lay_zone_server() {
  inside_machine mkdir -p /var/lib/sixgate/zones
  printf 'server:\n    ip-address: ::1@5300\nremote-control:\n    control-enable: yes\n    control-interface: /run/nsd/nsd.ctl\ninclude: "/var/lib/sixgate/zones/*.conf"\n' \
    >"$disk/etc/nsd/nsd.conf.d/operator.conf"
  inside_machine systemctl enable --now nsd
}

jump_walk() {
  perform lay_zone_server
  expect_status "jump host and own zones: their units are enabled and started" 0 inside_machine systemctl enable --now "${jump_units[@]}"
  jump_known client4
  expect_within 60 "NSD answers the gateway's own zone by its unit" '^2001:db8:a::80$' own_zone web1.acme.gw.provider.example AAAA
  sed "s|^ssh: { port: 22101 }|ssh: { port: 22101, keys: [\"$(cat "$run/alice.key.pub")\"] }|" "$lab/inventory/acme/web1.yaml" | put_there acme/web1.yaml
  expect_within 60 "an ssh through the jump host's unit reaches its host" '^alice$' jumped
  expect_within 60 "and its agents are well" '^(ok ){2}$' states ssh-jump own-zones
  route_walk
  jump_faults
}

# The route of mode embedded, by its path unit. Not the prefix of which the lab itself has made a route; and HAProxy 2.6 refuses
# the mode as it is installed (docs/haproxy.md), which changes nothing for visitors.
route_walk() {
  local yaml=$disk/etc/sixgate/inventory/gateway.yaml
  perform inside_machine systemctl enable --now sixgate-embedded-route.service sixgate-embedded-route.path
  { cat "$yaml"; printf 'embedded-prefix: 2001:db8:65::/96\n'; } | put_there gateway.yaml
  expect_within 60 "embedded-prefix written: the path unit makes its route" '^local .* dev lo' embedded_route
  expect "and lets foreign addresses be bound" '^1$' inside_machine cat /proc/sys/net/ipv6/ip_nonlocal_bind
  expect "visitors come all the same" '^acme-web1' acme https
  grep -v '^embedded-prefix' "$yaml" | put_there gateway.yaml
  expect_within 60 "taken away: its route goes" '^no route of its own$' without_embedded_route
}
embedded_route() { inside_machine ip -6 route get 2001:db8:65::c633:6404; }
without_embedded_route() { embedded_route | grep -q '^local' || echo 'no route of its own'; }

jump_faults() {
  local unit before
  before=$(inside_machine systemctl show --property MainPID --value sixgate-jump.service)
  expect "its sshd is the user jump's" '^jump$' inside_machine stat -c %U "/proc/$before"
  expect "which looks for the memory of others" '^looked$' jump_looks "$before"
  expect_not "and finds none" ' r-xp ' jump_looks "$before"
  sed -i 's/^jump: { port: 2222 }/jump: { port: 2223 }/' "$disk/etc/sixgate/inventory/gateway.yaml"
  expect_within 30 "another port while its sshd runs: it listens there" '^SSH-2' jump_greets 2223
  expect_equal "and a reload was enough" "$before" "$(inside_machine systemctl show --property MainPID --value sixgate-jump.service)"
  sed -i 's/^jump: { port: 2223 }/jump: { port: 2222 }/' "$disk/etc/sixgate/inventory/gateway.yaml"
  expect_within 30 "and back" '^SSH-2' jump_greets 2222
  perform inside_machine rm -r /var/lib/sixgate/jump/host
  expect_status "its host keys removed: a restart makes new ones" 0 inside_machine systemctl restart sixgate-jump.service
  jump_known client4
  for unit in sixgate-ssh-jump sixgate-own-zones sixgate-jump; do perform inside_machine systemctl kill -s KILL "$unit"; done
  expect_within 60 "agents and the jump host's sshd killed by SIGKILL come back" '^(active ){4}$' jump_is_active
  expect_within 30 "and it lets its customer in" '^alice$' jumped
  grep -v '^jump:' "$disk/etc/sixgate/inventory/gateway.yaml" | put_there gateway.yaml
  expect_within 30 "jump: taken away: its sshd ends" '^inactive $' active sixgate-jump.service
  { cat "$disk/etc/sixgate/inventory/gateway.yaml"; printf 'jump: { port: 2222 }\n'; } | put_there gateway.yaml
  expect_within 30 "given again: the path unit starts it" '^alice$' jumped
}

jump_walk
