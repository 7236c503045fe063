/**
 * What {@code sixgate doctor nat64} finds, on the gateway and in a host. Enters: what the machine,
 * or the script that ran in the host, says; leaves: findings. Refused: to write anything of the
 * inventory into that script, which is the same for every host.
 */
package io.sixgate.cli.doctor.nat64;
