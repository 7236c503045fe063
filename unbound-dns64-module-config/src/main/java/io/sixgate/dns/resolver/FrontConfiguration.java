package io.sixgate.dns.resolver;

import io.sixgate.dns.dnsdist.DnsdistConfiguration;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.dnsdist.LuaText;
import io.sixgate.dns.table.Table;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text from which the dnsdist in front of Unbound starts. */
final class FrontConfiguration {
  private FrontConfiguration() {}

  /**
   * Renders it.
   *
   * @param lengths of networks that have a table
   */
  static String render(
      Gateway gateway,
      Resolver resolver,
      List<Integer> lengths,
      ServerAddress unbound,
      DnsdistSettings settings) {
    String listen =
        resolver.addresses().stream()
            .map(address -> "addLocal(" + LuaText.quoted("[" + address + "]:53") + ")")
            .collect(Collectors.joining("\n"));
    String acl =
        Stream.of(
                gateway.customerPrefixes().stream().map(Object::toString),
                // The gateway itself: what asks one of its own addresses comes from there.
                resolver.addresses().stream().map(address -> address + "/128"),
                Stream.of("127.0.0.0/8", "::1/128"))
            .flatMap(texts -> texts)
            .map(LuaText::quoted)
            .collect(Collectors.joining(", "));
    String tables =
        Stream.concat(Stream.of(ClientTables.NEVER), lengths.stream().map(ClientTables::table))
            .map(
                table ->
                    "  [%s] = newCDBKVStore(%s, 1),"
                        .formatted(
                            LuaText.quoted(table.name()),
                            LuaText.quoted(table.file(settings.state()).toString())))
            .collect(Collectors.joining("\n"));
    return DnsdistConfiguration.withDigest(
        template()
            .replace("@console@", LuaText.quoted(settings.consoleFile().toString()))
            .replace("@listen@", listen)
            .replace("@acl@", acl)
            .replace("@unbound@", LuaText.quoted(unbound.toString()))
            .replace("@tables@", tables)
            .replace("@hide@", hide(lengths)));
  }

  private static String hide(List<Integer> lengths) {
    String clients =
        lengths.stream()
            .map(
                length -> {
                  Table table = ClientTables.table(length);
                  return "KeyValueStoreLookupRule(sixgate_tables[%s], KeyValueLookupKeySourceIP(32, %d))"
                      .formatted(LuaText.quoted(table.name()), length);
                })
            .collect(Collectors.joining(", "));
    return """
        -- A host without IPv4 is told that the name has no A; software that asks only for A would try no other.
        -- Not of ipv4only.arpa (RFC 8880), nor where the host checks for itself (CD): it could not prove it.
        addAction(
          AndRule{
            QTypeRule(DNSQType.A),
            OrRule{%s},
            NotRule(QNameRule('ipv4only.arpa.')),
            NotRule(LuaRule(function(dq) return dq.dh:getCD() end))},
          NegativeAndSOAAction(false, 'hidden.sixgate.invalid.', 30, 'ns.sixgate.invalid.', 'hostmaster.sixgate.invalid.', 1, 3600, 600, 86400, 30))"""
        .formatted(clients);
  }

  private static String template() {
    try (InputStream in = FrontConfiguration.class.getResourceAsStream("resolver.lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
