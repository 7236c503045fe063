/**
 * Apache James, cut down to SMTP and a spool. The settings of gateway.yaml enter, James's own
 * configuration and its Guice modules leave. Nothing of James listens but the SMTP servers named
 * there: no JMX port, no web administration, no message broker.
 */
package io.sixgate.relay.james;
