package io.sixgate.dns.zones;

import io.sixgate.dns.dnsdist.DnsdistConfiguration;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.dnsdist.LuaText;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text from which dnsdist starts: what gateway.yaml says, and no customer. */
final class ZonesConfiguration {
  private ZonesConfiguration() {}

  static String render(Gateway gateway, DnsdistSettings settings) {
    Path state = settings.state();
    String listen =
        gateway.addresses().stream()
            .map(address -> "addLocal(" + LuaText.quoted(socket(address)) + ")")
            .collect(Collectors.joining("\n"));
    String own =
        Stream.concat(
                gateway.addresses().stream().map(IpAddress::toString),
                Stream.of("127.0.0.0/8", "::1"))
            .map(LuaText::quoted)
            .collect(Collectors.joining(", "));
    return DnsdistConfiguration.withDigest(
        template()
            .replace("@console@", quoted(settings.consoleFile()))
            .replace("@listen@", listen)
            .replace("@kept@", Integer.toString(gateway.dns().cache().answers()))
            .replace("@longest@", Long.toString(gateway.dns().cache().longest().toSeconds()))
            .replace("@zones@", quoted(state.resolve("zones.cdb")))
            .replace("@parents@", quoted(state.resolve("parents.cdb")))
            .replace("@transfers@", quoted(state.resolve("transfers.cdb")))
            .replace("@servers@", quoted(servers(settings)))
            .replace("@own@", own)
            .replace("@answers@", Integer.toString(gateway.dns().answersPerClient())));
  }

  static Path servers(DnsdistSettings settings) {
    return settings.state().resolve("servers.lua");
  }

  private static String quoted(Path file) {
    return LuaText.quoted(file.toString());
  }

  private static String socket(IpAddress address) {
    return address.match(v4 -> v4 + ":53", v6 -> "[" + v6 + "]:53");
  }

  private static String template() {
    try (InputStream in = ZonesConfiguration.class.getResourceAsStream("zones.lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
