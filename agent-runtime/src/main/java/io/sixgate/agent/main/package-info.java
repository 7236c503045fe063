/**
 * The process around the loop: options, signals, exit codes.
 *
 * <p>Enters: the command line, the environment and a {@link io.sixgate.agent.loop.Reconciler}.
 * Leaves: an exit code. Refused: to run beside another agent of the same name.
 */
package io.sixgate.agent.main;
