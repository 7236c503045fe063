/**
 * What an agent says on standard error: one line per event, in logfmt.
 *
 * <p>Enters: an event with keys and values, values from anywhere. Leaves: exactly one line per
 * event, which a person reads and a program can split. Refused: nothing; what could forge a line or
 * hide in one (control and format characters) is written as an escape.
 */
package io.sixgate.agent.log;
