# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# FTP servers on the hosts, for the cases that ask for them (sourced after servers.sh): vsftpd on port 2121 of a host,
# Pure-FTPd on 2122, ProFTPD on ports 21 and, with TLS from the first byte, 990. What each says of the gateway comes from
# `sixgate ftp`.

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

# start_pure_ftpd PLACE USER LINE…: each line as a file of Debian's /etc/pure-ftpd/conf, which its wrapper makes options of.
start_pure_ftpd() {
  local place=$1 user=$2 etc=/etc/netns/$1/pure-ftpd data=$run/$1/pure-ftpd program setting value
  local -a options
  shift 2
  program=$("$lab/pure-ftpd/prepare" --kept)
  mkdir -p "$data" /etc/pure-ftpd # what `ip netns exec` lays the place's own over
  rm -rf "$etc"
  cp -a "${program%/usr/sbin/*}/etc/pure-ftpd" "$etc"
  ftp_files "$place" "$user"
  cat "/etc/netns/$place/nginx/host.key" "/etc/netns/$place/nginx/host.crt" >"$data/host.pem"
  for setting in "UnixAuthentication yes" "PAMAuthentication no" "Bind ,2122" "TLS 1" "DontResolve yes" \
    "AltLog clf:$logs/$place/pure-ftpd.log" "$@"; do
    read -r setting value <<<"$setting"
    printf '%s\n' "$value" >"$etc/conf/$setting"
  done
  read -ra options < <(at "$place" "$program-wrapper" --show-options)
  daemonized_at "$place" "$program" "${options[@]}" -2 "$data/host.pem" -g "$data/pid" -B
  wait_for 10 "Pure-FTPd of $place" listens "$place" 2122
}

# Other cases have servers of their own on these ports.
stop_ftp() {
  local name
  for name in vsftpd proftpd pure-ftpd; do pkill -x "$name" || :; done
}
