/**
 * What HAProxy carried for each customer. Enters: a table of the running HAProxy; leaves: rows, and
 * a file of them beside the agent's status. Refused: nothing; a key of somebody else's is passed
 * over.
 */
package io.sixgate.haproxy.traffic;
