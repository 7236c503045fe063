/**
 * Constant databases: the file format that dnsdist looks names and addresses up in. Enters: keys
 * and values; leaves: the bytes of a file, or the entries of one. Refused: a file that is cut or is
 * none.
 */
package io.sixgate.dns.cdb;
