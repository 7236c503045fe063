/**
 * What an agent tells about itself in {@code RUN/AGENT.json}, for the {@code sixgate} command, SNMP
 * and metrics.
 *
 * <p>Enters: the facts of the last pass. Leaves: one JSON object with keys in kebab-case, replaced
 * atomically, and its reading with age. Refused: a file that is not such an object; keys of a newer
 * version are passed over.
 */
package io.sixgate.agent.status;
