/**
 * Running other programs.
 *
 * <p>Enters: an argument list, never a shell line. Leaves: exit status and bounded output, or a
 * failure whose text an operator can paste and run. Refused: arguments with NUL or line ends.
 */
package io.sixgate.agent.command;
