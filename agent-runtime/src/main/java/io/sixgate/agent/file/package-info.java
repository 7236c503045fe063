/**
 * Files that servers read, replaced whole, and the names of the files in the run folder.
 *
 * <p>Enters: a path and something that writes its text. Leaves: either the former file untouched or
 * the new one complete and on disk, never a mixture and never a temporary file. Refused: text that
 * is not Unicode, agent names that could leave the run folder.
 */
package io.sixgate.agent.file;
