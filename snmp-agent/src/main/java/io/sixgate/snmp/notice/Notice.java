package io.sixgate.snmp.notice;

/**
 * That a trouble has begun or is over.
 *
 * @param text what it is, or was, in words
 */
public record Notice(Trouble trouble, boolean over, String text) {}
