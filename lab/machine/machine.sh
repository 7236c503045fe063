# shellcheck shell=bash disable=SC2154 # lib.sh is sourced by the one that sources this
# A machine that systemd boots, in the place of the lab's gateway: Debian as lab/machine/prepare made it, in systemd-nspawn, with the
# gateway's network. What it writes is in memory and gone with the lab.

machine=$run/machine
disk=$machine/root

# lay_machine FOLDER REPOSITORY LATER: from that Debian; apt there knows the first folder of packages, later on the second.
lay_machine() {
  mkdir -p "$machine"
  mount -t tmpfs -o mode=755 lab-machine "$machine"
  mkdir -p "$machine"/{upper,work,root}
  mount -t overlay -o "lowerdir=$1,upperdir=$machine/upper,workdir=$machine/work" lab-machine "$disk"
  mkdir -p "$disk"/srv/{first,later}
  mount --bind "$2" "$disk/srv/first"
  mount --bind "$3" "$disk/srv/later"
  repository first
  # Somebody who says yes to apt, and to dpkg that his own lines shall stay.
  printf 'APT::Get::Assume-Yes "true";\n' >"$disk/etc/apt/apt.conf.d/90lab"
  printf 'force-confold\n' >"$disk/etc/dpkg/dpkg.cfg.d/lab"
  printf 'gateway\n' >"$disk/etc/hostname"
  : >"$disk/etc/machine-id"
  # Nobody sits at the console to be asked.
  ln -sf /dev/null "$disk/etc/systemd/system/systemd-firstboot.service"
  ln -sf /dev/null "$disk/etc/systemd/system/console-getty.service"
}
# repository first|later: what the operator has copied to the folder of docs/install.md.
repository() { ln -sfn "$1" "$disk/srv/sixgate"; }

# The operator's own servers: HAProxy with a site, a resolver behind port 5310, sshd.
lay_operator() {
  local lines
  printf '\nfrontend operators-site\n    bind 192.0.2.80:80\n    http-request return status 200 content-type text/plain string "the operator'"'"'s own site\\n"\n' \
    >>"$disk/etc/haproxy/haproxy.cfg"
  lines='server:\n    interface: 127.0.0.1@5310\n    access-control: 127.0.0.0/8 allow\n    root-hints: /etc/unbound/lab.hints\n    domain-insecure: "example"\n    qname-minimisation: yes\nremote-control:\n    control-enable: yes\n    control-interface: /run/unbound.ctl\n'
  # shellcheck disable=SC2059 # it is the format
  printf "$lines" >"$disk/etc/unbound/unbound.conf.d/operator.conf"
  rm -f "$disk/etc/unbound/unbound.conf.d/root-auto-trust-anchor-file.conf"
  cp "$lab/gateway/root.hints" "$disk/etc/unbound/lab.hints"
  # Debian's dnsdist and NSD want port 53 of all addresses for themselves.
  rm -f "$disk"/etc/systemd/system/multi-user.target.wants/{dnsdist,nsd,nftables,ulogd2}.service "$disk/etc/systemd/system/sysinit.target.wants/nftables.service"
}

# boot_machine: returns when systemd has started all; can_boot: it came to life at all.
boot_machine() {
  setsid systemd-nspawn --quiet --boot --register=no --keep-unit --directory="$disk" --network-namespace-path=/run/netns/gateway \
    --capability=CAP_NET_ADMIN --console=pipe --resolv-conf=off </dev/null >>"$machine/console" 2>&1 &
  nspawn=$!
  wait_for 180 "the machine's systemd" booted && network_in_sys
}
# systemd-nspawn shows the devices of another network in /sys.
network_in_sys() {
  inside_machine sh -c 'mkdir -p /run/lab-sys && mount -t sysfs sysfs /run/lab-sys &&
    for folder in class/net devices/virtual/net; do mount --bind "/run/lab-sys/$folder" "/sys/$folder" || exit; done'
}
init_of() { pgrep -P "$nspawn" -o; }
booted() { [[ $(inside_machine systemctl is-system-running) =~ running|degraded ]]; }
end_machine() {
  inside_machine systemctl --no-block poweroff || :
  wait_for 60 "the machine's end" machine_is_off
}
machine_is_off() { ! kill -0 "$nspawn" 2>/dev/null; }

# inside_machine COMMAND…: as root in the machine.
inside_machine() {
  local init
  init=$(init_of) || return 1
  nsenter --target "$init" --all -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# put_there FILE: writes standard input to that file of the machine's inventory, whole, by rename.
put_there() {
  local folder=$disk/etc/sixgate
  cat >"$folder/new"
  mkdir -p "$folder/inventory/$(dirname "$1")"
  mv "$folder/new" "$folder/inventory/$1"
}

pid_of() { inside_machine systemctl show -P MainPID "$1"; }
# states NAME…: what these agents say of themselves: "ok ok failing ".
states() {
  local name
  for name; do
    inside_machine sed -nE 's/^ *"state" : "(.*)",?$/\1/p' "/run/sixgate/$name.json" | tr '\n' ' ' || printf 'none '
  done
}
