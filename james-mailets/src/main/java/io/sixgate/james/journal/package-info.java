/**
 * Numbers by text that outlive the process.
 *
 * <p>Enters: a text and its number. Leaves: all of them at the next start, but what a power cut
 * took away. Refused: lines that were cut off.
 */
package io.sixgate.james.journal;
