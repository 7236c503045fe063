/**
 * What outbound mail asks of DNS.
 *
 * <p>Enters: a name and a type. Leaves: the records, and whether a resolver on this machine vouches
 * for them by DNSSEC (the AD bit; of another machine's it is no proof, RFC 7672, section 2.1.1).
 * Refused: answers of failure, which are no statement that there is nothing.
 */
package io.sixgate.james.dns;
