/**
 * What the kernel needs for client address mode {@code embedded}. Enters: the prefix of {@code
 * gateway.yaml} and the kernel's routes; leaves: the commands that make the one fit the other.
 * Routes that others made are left alone.
 */
package io.sixgate.cli.route;
