# shellcheck shell=bash disable=SC2034,SC2154 # zones-faults-disk.sh reads broken; nat64.sh sets nat64_state, tayga_pid_file
# The same as zones-faults-disk, of the agent nat64. What is broken is the file from which nftables comes after a boot.
needs_sixgate
about nat64
broken=$nat64_state/nftables.nft
has_table() { at gateway nft list table inet sixgate_nat64 >/dev/null 2>&1; }
restart_server() {
  end_of "$tayga_pid_file" KILL
  at gateway nft delete table inet sixgate_nat64
  expect_status "without its table TAYGA carries nothing" 1 at gateway timeout 10 sixgate-tayga
  come_up_as_by_systemd &
}
# Which tries each second.
come_up_as_by_systemd() {
  wait_for 60 "the table" has_table
  for _ in {1..60}; do
    start_tayga
    ! wait_for 1 "TAYGA" tayga_carries 2>/dev/null || return 0
  done
}
# shellcheck source=zones-faults-disk.sh
. "$here/zones-faults-disk.sh"
