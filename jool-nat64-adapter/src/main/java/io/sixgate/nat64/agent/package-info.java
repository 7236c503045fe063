/**
 * The agent. Enters: inventory and history of the pool. Leaves: a translator that does what they
 * say. Refused: to change a translator before it is on disk who has which part of the pool.
 */
package io.sixgate.nat64.agent;
