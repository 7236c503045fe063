# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# FTP servers on the hosts, for the cases that ask for them (sourced after servers.sh): vsftpd on port 2121 of a host and
# ProFTPD on ports 21 and, with TLS from the first byte, 990. What each says of the gateway comes from `sixgate ftp`.

# ftp_files PLACE USER: the user may put files there, and finds 100 MB.
ftp_files() {
  install -d -o 4001 "$run/$1/home/$2/ftp"
  [[ -e $run/hundred ]] || head -c 100M /dev/urandom >"$run/hundred"
  cp "$run/hundred" "$run/$1/home/$2/ftp/hundred"
  printf '%s\n' /bin/bash >/etc/shells
}

# start_vsftpd PLACE USER LINE…: with these lines added.
start_vsftpd() {
  local place=$1 user=$2 data=$run/$1/vsftpd
  shift 2
  mkdir -p "$data/empty"
  ftp_files "$place" "$user"
  { render servers/ftp-vsftpd.conf "$place"; printf '%s\n' "$@"; } >"$data/vsftpd.conf"
  daemonized_at "$place" "$("$lab/vsftpd/prepare" --kept)" "$data/vsftpd.conf"
  wait_for 10 "vsftpd of $place" listens "$place" 2121
}

# start_proftpd PLACE USER PLAIN-LINES IMPLICIT-LINES: what is added for each of the two ports, a line each.
start_proftpd() {
  local place=$1 user=$2 data=$run/$1/proftpd
  mkdir -p "$data"
  ftp_files "$place" "$user"
  render servers/ftp-proftpd.conf "$place" | awk -v plain="$3" -v implicit="$4" \
    '{if ($0 ~ /@plain@/) print plain; else if ($0 ~ /@implicit@/) print implicit; else print}' >"$data/proftpd.conf"
  daemonized_at "$place" proftpd -c "$data/proftpd.conf"
  wait_for 10 "ProFTPD of $place" listens "$place" 21 990
}

# Other cases have servers of their own on these ports.
stop_ftp() { pkill -x 'vsftpd|proftpd' || :; }
