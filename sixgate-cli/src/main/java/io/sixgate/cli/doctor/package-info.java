/**
 * What {@code sixgate doctor} finds. Enters: what this machine says of itself, read by the classes
 * whose names end in {@code Reading}; leaves: findings, each with what to type. Nothing is changed,
 * and what cannot be read is itself a finding.
 */
package io.sixgate.cli.doctor;
