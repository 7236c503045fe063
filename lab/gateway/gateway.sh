# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# What runs on the gateway: Sixgate's agents, and HAProxy beside it as a user of its own.

haproxy_pid_file=$run/gateway/haproxy.pid
# Each agent has a file there.
sixgate_cfgs=/var/lib/sixgate/haproxy
dist=$root/target/dist
# Another HAProxy than the installed one, e.g. what lab/haproxy-3.0/prepare made; the agent checks its files with the same.
haproxy=${SIXGATE_LAB_HAPROXY:-/usr/sbin/haproxy}
export SIXGATE_HAPROXY=$haproxy

# shellcheck source=nat64.sh
. "$lab/gateway/nat64.sh"
# shellcheck source=jump.sh
. "$lab/gateway/jump.sh"
# shellcheck source=dns.sh
. "$lab/gateway/dns.sh"

# living PIDFILE: prints the pid of the process whose pid and start stand in the file; fails when it is gone.
living() {
  local pid since
  { read -r pid since <"$1"; } 2>/dev/null || return 1
  [[ $(started "$pid") == "$since" ]] && printf '%s\n' "$pid"
}
gone() { ! living "$1"; }

# daemon_at PLACE PIDFILE LOG COMMAND…: starts it there, detached, appending to the log; pid and start go to PIDFILE.
daemon_at() {
  local place=$1 pidfile=$2 log=$3
  shift 3
  pretty "$place" "$* >>$log &"
  # shellcheck disable=SC2016 # expanded by the inner shell
  setsid ip netns exec "$place" bash -c '
    read -ra stat <"/proc/$$/stat"
    printf "%s %s\n" "$$" "${stat[21]}" >"$1"
    shift
    exec "$@"
  ' daemon "$pidfile" "$@" </dev/null >>"$log" 2>&1 &
  disown
  wait_for 5 "the start of $1" living "$pidfile" || { tail -n 20 "$log" >&2; return 1; }
}

prepare_gateway() {
  local etc=/etc/netns/gateway
  mkdir -p "$etc/haproxy" "$run/gateway" "$logs/gateway" /usr/share/sixgate/haproxy
  cp "$lab/gateway/haproxy.cfg" "$etc/haproxy/haproxy.cfg"
  cp -r "$lab/inventory" /etc/sixgate/inventory
  if [[ -e $dist/share/sixgate ]]; then
    cp -r "$dist/share/sixgate/." /usr/share/sixgate/
  fi
  # HAProxy 2.6 refuses `user` beside `usesrc`: it is started as that user, with the capabilities to bind ports below
  # 1024 and clients' addresses. So its sockets need folders that it may write; the usual place is a link to one.
  install -d -o haproxy -g haproxy -m 755 /run/haproxy
  install -d -o haproxy -g haproxy -m 775 /run/sixgate
  ln -s haproxy/master.sock /run/haproxy-master.sock
}

# What HAProxy needs to start with Sixgate's parts: their configurations; the maps that they name are written before.
state_is_written() { [[ -s $sixgate_cfgs/sixgate.cfg && -s $sixgate_cfgs/forwards.cfg ]]; }

# What HAProxy's unit does before a start (systemd.service(5): $$ is a dollar sign, %% a percent sign).
former_texts_are_back() {
  local command
  command=$(sed -nE "s,^ExecStartPre=-\\+/bin/sh -c '(.*mv .*)'\$,\\1,p" "$root/packaging/haproxy/sixgate.conf")
  command=${command//\$\$/$}
  sh -c "${command//%%/%}"
}

start_haproxy() {
  local capabilities=+net_admin,+net_raw,+net_bind_service
  local -a files=(-f /etc/haproxy/haproxy.cfg)
  living "$haproxy_pid_file" >/dev/null && return 0
  former_texts_are_back
  [[ ! -e $sixgate_cfgs ]] || files+=(-f "$sixgate_cfgs")
  daemon_at gateway "$haproxy_pid_file" "$logs/gateway/haproxy.log" \
    chrt --batch 0 setpriv --reuid haproxy --regid haproxy --init-groups --inh-caps "$capabilities" --ambient-caps "$capabilities" -- \
    "$haproxy" -W -S /run/haproxy/master.sock "${files[@]}"
  wait_for 10 "HAProxy's own page" haproxy_answers || { tail -n 20 "$logs/gateway/haproxy.log" >&2; return 1; }
}
haproxy_answers() { at gateway curl -sf --max-time 1 http://127.0.0.1:8404/; }

agent_pid_file() { printf '%s\n' "$run/gateway/$1.pid"; }

start_agent() {
  local name=$1
  living "$(agent_pid_file "$name")" >/dev/null && return 0
  daemon_at gateway "$(agent_pid_file "$name")" "$logs/gateway/$name.log" "$dist/bin/sixgate-$name"
}

# end_of PIDFILE SIGNAL: ends the process and waits for its end.
end_of() {
  local pid
  pid=$(living "$1") || return 0
  kill -s "$2" "$pid"
  wait_for 10 "the end of process $pid" gone "$1"
}

# `show proc` of the master CLI:
#   #<PID>          <type>          <reloads>       <uptime>        <version>
#   459             master          0               0d00h00m09s     2.6.12-1+deb12u4
#   # workers
#   462             worker          0               0d00h00m09s     2.6.12-1+deb12u4
#   # old workers
# For a moment after a reload it takes no connections.
master_says() { printf '%s\n' "$1" | at gateway socat -t 5 - UNIX-CONNECT:/run/haproxy/master.sock,retry=20,interval=0.1; }
worker() {
  master_says "show proc" | awk '/^# old workers/ {exit} $2 == "worker" {print $1; found = 1} END {exit !found}'
}
# A worker ends by itself when its master is gone.
no_worker() { ! pgrep -u haproxy -x haproxy; }

# The master answers `reload` on 2.6 by closing the connection at once; what counts is a new worker.
reload_haproxy() {
  local before
  before=$(worker)
  master_says reload >/dev/null || :
  wait_for 10 "a new worker" another_worker_than "$before"
}
another_worker_than() {
  local now
  now=$(worker) && [[ $now != "$1" ]]
}
