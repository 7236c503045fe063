/**
 * Telling systemd how the agent is: ready, reloading, stopping, one line of status, alive.
 *
 * <p>Enters: sd_notify(3) assignments. Leaves: one run of {@code systemd-notify} for each message;
 * nothing at all where {@code NOTIFY_SOCKET} is not set. Refused: a watchdog ping for a loop that
 * does not turn.
 */
package io.sixgate.agent.systemd;
