package io.sixgate.relay.james;

import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.MailService.Certificate;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.net.ServerAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.util.LoggingLevel;

/** James's own configuration, made of the settings in gateway.yaml. */
final class JamesConfiguration implements ConfigurationProvider {
  private final Map<String, String> files;

  JamesConfiguration(MailService mail) {
    this.files =
        Map.of(
            "smtpserver", smtpServers(mail),
            "mailetcontainer", resource("mailetcontainer.xml"),
            "domainlist", resource("domainlist.xml"));
  }

  @Override
  public HierarchicalConfiguration<ImmutableNode> getConfiguration(
      String component, LoggingLevel level) throws ConfigurationException {
    String text = files.get(component);
    if (text == null) {
      return FileConfigurationProvider.EMPTY_CONFIGURATION;
    }
    return FileConfigurationProvider.getConfig(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Every SMTP server that listens: one for customers' domains, and two for hosts that send. */
  static String smtpServers(MailService mail) {
    StringBuilder servers = new StringBuilder("<smtpservers>\n");
    servers.append(
        server(
            "relay.xml",
            Map.of("name", mail.name().text(), "proxy", String.valueOf(mail.proxyProtocol())),
            mail.listen(),
            tls(mail.certificate(), false)));
    mail.smarthost().ifPresent(smarthost -> servers.append(smarthostServers(mail, smarthost)));
    return servers.append("</smtpservers>\n").toString();
  }

  private static String smarthostServers(MailService mail, Smarthost smarthost) {
    List<ServerAddress> plain =
        Smarthost.PLAIN_PORTS.stream()
            .map(port -> new ServerAddress(smarthost.address(), port))
            .toList();
    StringBuilder servers =
        new StringBuilder(
            server(
                "smarthost.xml",
                values(mail, smarthost, "smarthost"),
                plain,
                tls(smarthost.certificate(), false)));
    if (smarthost.certificate().isPresent()) {
      servers.append(
          server(
              "smarthost.xml",
              values(mail, smarthost, "smarthost-tls"),
              List.of(new ServerAddress(smarthost.address(), Smarthost.TLS_PORT)),
              tls(smarthost.certificate(), true)));
    }
    return servers.toString();
  }

  private static Map<String, String> values(MailService mail, Smarthost smarthost, String jmx) {
    return Map.of(
        "name", smarthost.name().text(), "jmx", jmx, "size", mail.largestMebibytes() + "M");
  }

  private static String server(
      String template, Map<String, String> values, List<ServerAddress> listen, String tls) {
    String text = resource(template);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text =
          text.replace("@" + value.getKey() + "@", StringEscapeUtils.escapeXml11(value.getValue()));
    }
    String sockets =
        listen.stream()
            .map(socket -> "    <listen>" + socket + "</listen>")
            .collect(Collectors.joining("\n"));
    return text.replace("    @listen@", sockets).replace("    @tls@\n", tls);
  }

  /** James reads both files from the disk; the password of a key is not supported on purpose. */
  private static String tls(Optional<Certificate> certificate, boolean fromTheFirstByte) {
    if (certificate.isEmpty()) {
      return "";
    }
    return """
        <tls socketTLS="%s" startTLS="%s">
          <privateKey>file://%s</privateKey>
          <certificates>file://%s</certificates>
          <supportedProtocols><protocol>TLSv1.2</protocol><protocol>TLSv1.3</protocol></supportedProtocols>
        </tls>
    """
        .formatted(
            fromTheFirstByte,
            !fromTheFirstByte,
            StringEscapeUtils.escapeXml11(certificate.get().key().toString()),
            StringEscapeUtils.escapeXml11(certificate.get().chain().toString()));
  }

  private static String resource(String name) {
    try (InputStream in = JamesConfiguration.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is missing in the jar", e);
    }
  }
}
