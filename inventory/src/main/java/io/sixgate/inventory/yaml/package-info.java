/**
 * YAML as the inventory allows it, with positions. Enters: the bytes of one file, from anybody.
 * Leaves: typed values that know their place and path, and problems, all at once; nothing here
 * throws because of what a file says. Refused: everything that lets a small file grow or mean
 * something else than it shows (anchors, aliases, tags, merge keys, duplicate keys, several
 * documents, more than 1 MiB, deep nesting, bytes that are not UTF-8). Plain numbers and words are
 * those of the YAML 1.2 core schema: {@code 010} is not 8, {@code 22:22} is a text and so is {@code
 * no}.
 */
package io.sixgate.inventory.yaml;
