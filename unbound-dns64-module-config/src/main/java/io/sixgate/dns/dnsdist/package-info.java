/**
 * dnsdist itself: its console, its configuration file, its restart. Enters: texts in Lua; leaves:
 * what dnsdist answers, or why it does not. Refused: a configuration that dnsdist does not take.
 */
package io.sixgate.dns.dnsdist;
