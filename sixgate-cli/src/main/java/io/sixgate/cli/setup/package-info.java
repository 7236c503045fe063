/**
 * The first start on a gateway that exists: gateway.yaml from a few facts, units enabled, HAProxy
 * restarted once with Sixgate's folder beside its own file.
 */
package io.sixgate.cli.setup;
