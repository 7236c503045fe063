/**
 * The client's side of SMTP (RFC 5321), for primaries and for the internet's mail servers alike.
 *
 * <p>Enters: an address, how to greet, what to say of the real client, an envelope and a body as a
 * stream. Leaves: the server's replies, whole and unchanged, or an {@link
 * io.sixgate.james.smtp.SmtpFailure} that says how far it came. Refused: replies that are no SMTP
 * or have no end, text with line breaks in a command, and waiting without a deadline.
 *
 * <p>Blocking sockets, on the thread that calls: the caller brings a thread of his own pool, never
 * one that reads for other sessions. That costs a thread per session in progress and makes each
 * conversation readable from top to bottom; TLS comes from the JDK.
 */
package io.sixgate.james.smtp;
