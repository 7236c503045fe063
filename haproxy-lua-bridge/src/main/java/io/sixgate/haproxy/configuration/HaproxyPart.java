package io.sixgate.haproxy.configuration;

/**
 * What belongs to one agent in HAProxy. Agents share the process and nothing in it: each has a file
 * of its own in the state folder, and so HAProxy serves the one part if the other agent's does not
 * exist.
 *
 * @param file name of the configuration file, in the state folder
 * @param digest by which a running HAProxy tells which text of the file it was started from
 * @param socket name of the Runtime API's socket, in the run folder
 */
public record HaproxyPart(String file, ConfigurationDigest digest, String socket) {}
