/**
 * What runs inside HAProxy: the configuration {@code sixgate.cfg}, rendered from the gateway's
 * facts, and the Lua that it loads. The facts of {@code gateway.yaml} enter, as {@link
 * io.sixgate.haproxy.BridgeSettings}; the text of the file leaves. Refused are paths and addresses
 * that HAProxy's configuration language would read as something else.
 */
package io.sixgate.haproxy;
