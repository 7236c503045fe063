# shellcheck shell=bash disable=SC2034
# What every command of the lab shares: which lab is meant, whether it lives, how to get inside, how to wait.
# Sourced by lab/up, lab/in, lab/down … outside, and by what they start inside (see keeper).
set -euo pipefail
export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=${lab%/*}
places=(client4 client6 client46 gateway acme-web1 umbra-web1 server4 dns)

# One lab per checkout unless SIXGATE_LAB names another; two checkouts never meet.
id=${SIXGATE_LAB:-$(basename "$root")-$(printf %s "$root" | sha256sum | cut -c1-8)}
states=${XDG_RUNTIME_DIR:-/run}/sixgate-lab
state=$states/$id

# Seen only inside the lab's own mount namespace: /run is a tmpfs of the lab there.
run=/run/lab
logs=$run/log

say() { printf '%s\n' "$*"; }
die() { printf 'lab: %s\n' "$*" >&2; exit 1; }

# Prints the command with its namespace, then runs it. Quiet where nobody looks on (--quiet).
pretty() {
  local place=$1; shift
  [[ ${LAB_QUIET:-} ]] || printf '[%s] %s\n' "$place" "$*"
}

# at PLACE COMMAND…: inside the lab, runs the command in the place's network, with the place's /etc.
at() {
  local place=$1; shift
  ip netns exec "$place" "$@"
}

# run_at PLACE COMMAND…: the same, shown.
run_at() { pretty "$@"; at "$@"; }

# wait_for SECONDS WHAT COMMAND…: until the command succeeds; after that many seconds a failure that says what was awaited.
wait_for() {
  local seconds=$1 what=$2; shift 2
  local end=$((${EPOCHREALTIME/./} + seconds * 1000000))
  until "$@" >/dev/null 2>&1; do
    if ((${EPOCHREALTIME/./} >= end)); then
      printf 'lab: waited %s s in vain for %s (%s)\n' "$seconds" "$what" "$*" >&2
      return 1
    fi
    sleep 0.05
  done
}

# started PID: when the process began, in clock ticks; with it a pid that was given out again is told from the first.
# /proc/PID/stat: `4711 (name with ) and blanks) S 1 …`; field 22 is counted from behind the last parenthesis.
started() {
  local line fields
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${line##*) }"
  [[ ${fields[0]} != [ZX] ]] && printf '%s\n' "${fields[19]}"
}

# keeper_of STATE: prints the pid of the living keeper of that lab; fails when there is none.
keeper_of() {
  local pid since
  { read -r pid since <"$1/keeper"; } 2>/dev/null || return 1
  [[ $(started "$pid") == "$since" ]] && printf '%s\n' "$pid"
}

inside() { [[ -e $run/inside ]]; }
is_ready() { keeper_of "$state" >/dev/null && [[ -e $state/ready ]]; }

# enter COMMAND…: becomes the command inside the lab's mount and pid namespaces.
# nsenter forks for the pid namespace and forwards no signal: when it is killed, the command dies with it (--pdeathsig).
enter() {
  local pid
  pid=$(keeper_of "$state") || die "no lab is up here ($id); start it with lab/up"
  exec nsenter --target "$pid" --mount --pid -- setpriv --pdeathsig KILL -- "$@"
}

# go_inside "$0" "$@": for commands that only make sense inside.
go_inside() {
  local script
  inside && return 0
  script=$(readlink -f "$1"); shift
  enter "$script" "$@"
}

need_root() { [[ $EUID == 0 ]] || die "network namespaces need root: run it as root"; }
