/**
 * HAProxy's Runtime API (management guide, section 9.3 "Unix Socket commands"). Enters: commands on
 * maps; leaves: what HAProxy holds and which worker answered. Refused: words that could end a
 * command or begin another, answers that do not come in time or cannot be read.
 */
package io.sixgate.haproxy.runtime;
