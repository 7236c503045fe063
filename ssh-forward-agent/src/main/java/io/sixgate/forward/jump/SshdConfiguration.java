package io.sixgate.forward.jump;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jump host's sshd_config. Pure. */
final class SshdConfiguration {
  /** What it says of its text in its greeting, so that a running sshd tells which it has read. */
  private static final String ADDENDUM = "sixgate-";

  private static final Pattern GREETING =
      Pattern.compile("SSH-2\\.0-\\S+ .*\\b" + ADDENDUM + "([0-9a-f]{16})\\b.*");
  private static final String TEMPLATE =
      """
      # Written by sixgate-ssh-jump from gateway.yaml; changes here are lost.
      {listen}
      {host-keys}
      PidFile none
      VersionAddendum {addendum}
      DebianBanner no

      # One user, as whom this sshd runs, and who has keys alone. They stand in a file each; nothing is read from home folders.
      AllowUsers {user}
      AuthenticationMethods publickey
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      HostbasedAuthentication no
      GSSAPIAuthentication no
      UsePAM no
      AuthorizedKeysFile none
      AuthorizedKeysCommand {lookup} {keys} %f
      AuthorizedKeysCommandUser {user}

      # Connections through it and nothing else; where to, each key's line says (permitopen).
      MaxSessions 0
      ForceCommand /usr/sbin/nologin
      AllowTcpForwarding local
      GatewayPorts no
      AllowStreamLocalForwarding no
      AllowAgentForwarding no
      X11Forwarding no
      PermitTunnel no
      PermitTTY no
      PermitUserRC no
      PermitUserEnvironment no

      # Who guesses or floods keeps nobody else out.
      LoginGraceTime 20
      MaxAuthTries 10
      MaxStartups 100:30:400
      PerSourceMaxStartups 20
      # A client that is gone is noticed after three minutes.
      ClientAliveInterval 60
      ClientAliveCountMax 3
      UseDNS no
      PrintMotd no
      # Each connection with client and key, and each destination that was refused.
      LogLevel VERBOSE
      """;

  private SshdConfiguration() {}

  /** Empty if the gateway has no jump host. */
  static Optional<String> render(Gateway gateway, JumpSettings settings) {
    return gateway
        .jump()
        .map(
            jump ->
                sealed(
                    TEMPLATE
                        .replace(
                            "{listen}",
                            listeners(gateway).stream()
                                .map(address -> "ListenAddress " + address)
                                .collect(Collectors.joining("\n")))
                        .replace(
                            "{host-keys}",
                            settings.credentials().stream()
                                .map(key -> "HostKey " + key)
                                .collect(Collectors.joining("\n")))
                        .replace("{user}", JumpHost.USER)
                        .replace("{lookup}", settings.lookup().toString())
                        .replace("{keys}", settings.keys().toString())));
  }

  /** Where it listens. */
  static List<ServerAddress> listeners(Gateway gateway) {
    return gateway.jump().stream()
        .flatMap(
            jump ->
                gateway.addresses().stream()
                    .map(address -> new ServerAddress(address, jump.port())))
        .toList();
  }

  private static String sealed(String text) {
    return text.replace("{addendum}", ADDENDUM + digest(text));
  }

  /** The digest inside a text of ours; empty if it is none. */
  static Optional<String> digestOf(String text) {
    Matcher line =
        Pattern.compile("^VersionAddendum " + ADDENDUM + "([0-9a-f]{16})$", Pattern.MULTILINE)
            .matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  /** The digest of the text that a running sshd has read, by {@code SSH-2.0-OpenSSH_9.2p1 …}. */
  static Optional<String> digestIn(String greeting) {
    Matcher line = GREETING.matcher(greeting);
    return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
