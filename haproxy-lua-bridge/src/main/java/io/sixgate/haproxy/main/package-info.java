/**
 * What programs that work on HAProxy share: where it is, as options, and the watch for its restart.
 * Enters: command line and environment; leaves: settings and triggers. Refused: paths that can't
 * stand in HAProxy's configuration, with the usage.
 */
package io.sixgate.haproxy.main;
