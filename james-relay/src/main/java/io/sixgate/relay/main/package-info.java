/**
 * The program {@code sixgate-mail-relay}: options and inventory enter, a running James with status
 * file and systemd messages leaves. It refuses to start while another one runs, when gateway.yaml
 * has no {@code mail:}, or when it cannot have one of its ports.
 */
package io.sixgate.relay.main;
