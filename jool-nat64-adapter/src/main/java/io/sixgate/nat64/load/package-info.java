/**
 * How much of the shares is in use, and who was refused more. Enters: conntrack's list of the
 * sessions around TAYGA, the table's counters, or what Jool's back end counted. Leaves: numbers by
 * share, and warnings that name the owner. Refused: lines of conntrack that are no session of a
 * host; they are passed over.
 */
package io.sixgate.nat64.load;
