/**
 * What hosts send.
 *
 * <p>Enters: a message of a host, known by its address or its login. Leaves: the message, signed
 * with the key of its domain, to the servers of each recipient's domain, from the addresses of its
 * customer's pool; or a report to its sender. Refused: everybody else, senders that are none of the
 * host's, more than may be sent in an hour, what rspamd takes for spam, and destinations inside the
 * provider's network.
 */
package io.sixgate.james.outgoing;
