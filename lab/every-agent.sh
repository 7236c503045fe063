# shellcheck shell=bash disable=SC2034,SC2154 # sourced by lab/cases/one behind cases/lib.sh, whose names it has; cases read its own
# The same behaviour is asked of every agent: a case that says so works on entries N of acme, by files of hosts or of one
# host with many, and on the agent's own names for things. A case NAME for sni-router is a case forward-NAME for ssh-forward,
# dns-NAME for dns-zones, zones-NAME for own-zones, jump-NAME for ssh-jump and nat64-NAME for nat64.
#   entries FROM TO: a host file; reach N: a visit by the entry; $served, $gone: what comes back, $soon: after how many s;
#   $most, $files, $rounds: how many entries in a file, how many files, how often
# An entry of own-zones is a host, so entry N stands in acme/hN.yaml, whoever the agent is.
# about AGENT
about() {
  agent=$1
  agent_log=$logs/gateway/$agent.log
  agent_pid=$(agent_pid_file "$agent")
  served='^acme-web1' soon=2 files=300 rounds=6
  case $agent in
    sni-router)
      map=names socket=/run/sixgate/haproxy.sock most=300
      gone='^status 421'
      address_of() { printf 'http://n%s.acme.example/' "$1"; }
      ;;
    ssh-forward)
      map=forwards socket=/run/sixgate/haproxy-forwards.sock most=100
      gone='^status 000'
      address_of() { printf 'http://192.0.2.1:%s/' $((20000 + $1)); }
      ;;
    dns-zones)
      most=100 served='from acme-web1' gone='status: REFUSED'
      address_of() { printf 'dns:n%s.z.acme.example/TXT@192.0.2.1' "$1"; }
      ;;
    own-zones)
      most=20 served='2001:db8:a::80$' gone='status: NXDOMAIN' soon=10 files=60 rounds=3
      address_of() { printf 'dns:h%s.acme.gw.provider.example/AAAA@192.0.2.1' "$1"; }
      ;;
    ssh-jump)
      most=10 served='^SSH-2' gone='Permission denied' soon=5 files=60 rounds=3
      address_of() { printf 'ssh:%s' "$(key_config "$1")"; }
      ;;
    nat64)
      # By TCP, so that it does not matter whose datagram an answer is.
      most=100 gone='^status 000' soon=10 files=60 rounds=4
      address_of() { printf 'http://192.0.2.1:%s/' $((20000 + $1)); }
      ;;
  esac
}
# key_config N: a file of ~/.ssh/config with key N, which is made at its first use.
key_config() {
  local name=entry$1
  [[ -e $run/$name.key ]] || ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$run/$name.key"
  [[ -e $run/$name.ssh_config ]] || jump_config "$name" >/dev/null
  printf '%s\n' "$run/$name.ssh_config"
}
# entries FROM TO: those of one host.
entries() {
  printf 'address: 2001:db8:a::80\n'
  case $agent in
    sni-router)
      printf 'endpoints:\n'
      seq -f '  - n%.0f.acme.example' "$1" "$2"
      ;;
    ssh-forward)
      printf 'forwards:\n'
      seq -f '  - { ports: %.0f, host-port: 80 }' $((20000 + $1)) $((20000 + $2))
      ;;
    nat64)
      printf 'forwards:\n'
      seq -f '  - { ports: %.0f, host-port: 80, kernel: true }' $((20000 + $1)) $((20000 + $2))
      ;;
    dns-zones)
      printf 'zones:\n'
      seq -f '  - n%.0f.z.acme.example' "$1" "$2"
      ;;
    ssh-jump)
      local n
      printf 'ssh:\n  port: %s\n  keys:\n' $((22300 + $1))
      for ((n = $1; n <= $2; n++)); do printf '    - %s\n' "$(cat "$(key_config "$n" | sed 's/ssh_config$/key.pub/')")"; done
      ;;
  esac
}
# many FROM TO: so many entries of one host, in place of those that it had; of own-zones so many hosts.
many() {
  local n
  if [[ $agent != own-zones ]]; then
    entries "$1" "$2" | put acme/many.yaml
    return
  fi
  for n in $(seq "$1" "$2"); do [[ -e $inventory/acme/h$n.yaml ]] || entries "$n" "$n" | put "acme/h$n.yaml"; done
  n=$(($1 - 1))
  ((n < 1)) || rm -f "$inventory/acme/h$n.yaml"
}
reach() {
  local address
  address=$(address_of "$1")
  case $address in
    dns:*) at client4 bash -c "$(declare -f ask)"'; ask "$1"' ask "$address" ;;
    ssh:*) at client4 bash -c "$(declare -f jump_ahead)"'; jump_ahead "$1"' jump "$address" ;;
    *) visit client4 "$address" ;;
  esac
}
the_agent_is_well() { expect_within "${2:-5}" "$1" "^$agent +ok" sixgate_says status; }
