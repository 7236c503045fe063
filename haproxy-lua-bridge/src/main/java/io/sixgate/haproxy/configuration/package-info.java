/**
 * Files of ours in HAProxy's configuration. Enters: the text that a file should have and where
 * HAProxy is; leaves: a checked file in its place and a HAProxy that was reloaded with it. Refused:
 * a text that HAProxy doesn't accept or doesn't come up with; the one before it stays.
 */
package io.sixgate.haproxy.configuration;
