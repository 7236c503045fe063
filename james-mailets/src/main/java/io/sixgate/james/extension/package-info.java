/**
 * The way into a James that is there already.
 *
 * <p>Enters: James's {@code extensions.properties}, which names {@link
 * io.sixgate.james.extension.SixgateModule}, and {@code sixgate.properties} beside it. Leaves: what
 * the handlers named in {@code smtpserver.xml} ask for. Refused: a start without {@code mail:} in
 * gateway.yaml.
 */
package io.sixgate.james.extension;
