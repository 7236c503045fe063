/**
 * Changes to a host file by a program, as a careful person would type them. Enters: the file's
 * bytes and what is to be added or removed; leaves: the new text, in which every comment, blank
 * line, quote and indentation that is not part of the change is as it was. Refused: a file that is
 * not YAML, and a layout in which the change would touch anything else (the result is read again
 * and compared). Pure: files, and whether the result may be served, are the caller's.
 */
package io.sixgate.inventory.edit;
