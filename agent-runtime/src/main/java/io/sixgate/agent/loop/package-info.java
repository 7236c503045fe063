/**
 * The loop of every agent: desired, actual, plan, brake, outcome, status.
 *
 * <p>Enters: triggers, and a {@link io.sixgate.agent.loop.Reconciler} that knows one kind of
 * server. Leaves: changes at the server, one log line for each, and a status after each pass.
 * Refused: a plan that removes too much, until the operator lets it through.
 */
package io.sixgate.agent.loop;
