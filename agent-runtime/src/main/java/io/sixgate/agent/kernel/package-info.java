/**
 * What the kernel says of itself in files. Enters: a name; leaves: its value, whole. Refused: to
 * set one; that is the operator's.
 */
package io.sixgate.agent.kernel;
