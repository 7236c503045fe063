/**
 * The translator TAYGA, a daemon beside a tunnel device. Enters: the prefix. Leaves: a
 * configuration that depends on nothing else, so that the daemon never has to be restarted for a
 * customer. Refused: to start it; systemd does, by {@code sixgate-tayga}.
 */
package io.sixgate.nat64.tayga;
