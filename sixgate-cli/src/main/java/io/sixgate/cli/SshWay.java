package io.sixgate.cli;

/**
 * One way to a host.
 *
 * @param command what is typed
 * @param config what is put into ~/.ssh/config so that {@code ssh NAME} does
 */
record SshWay(String command, String config) {}
