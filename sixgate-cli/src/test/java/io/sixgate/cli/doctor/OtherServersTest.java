package io.sixgate.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherServersTest {
  private static final String ALL =
      """
      addresses: [192.0.2.1]
      provider-prefixes: [2001:db8::/32]
      customer-prefixes: [2001:db8:a::/48]
      jump: { port: 2222 }
      mail: { name: mx.provider.example, listen: "192.0.2.1:25" }
      nat64: { prefix: "2001:db8:64:64::/96", pool: [192.0.2.9] }
      dns: { resolver: { addresses: ["2001:db8:ff::53"] } }
      """;

  @TempDir Path folder;

  private List<String> taken(String gatewayYaml, Socket... listeners) throws Exception {
    Files.writeString(folder.resolve("gateway.yaml"), gatewayYaml);
    return OtherServers.taken(new FileInventory(folder).read().gateway(), List.of(listeners))
        .stream()
        .map(finding -> finding.text() + " – " + finding.remedy())
        .toList();
  }

  private static Socket socket(String address, String port, String owner) {
    return new Socket(IpAddress.parse(address), Port.parse(port), owner + " (process 8)", false);
  }

  @Test
  void eachPortIsNamedWithTheProgramThatHasIt() throws Exception {
    assertEquals(
        List.of(
            "mail, TCP port 25 of 192.0.2.1: taken by master (process 8) – end it, or change mail: in gateway.yaml",
            "resolver, TCP port 53 of 2001:db8:ff::53: taken by unbound (process 8) – end it, or change dns.resolver.addresses in gateway.yaml",
            "jump host, TCP port 2222 of 192.0.2.1: taken by nginx (process 8) – end it, or change jump.port in gateway.yaml"),
        taken(
            ALL,
            socket("0.0.0.0", "25", "master"),
            socket("::", "53", "unbound"),
            socket("192.0.2.1", "2222", "nginx")));
  }

  @Test
  void ourOwnServersAndOtherAddressesAreNotNamed() throws Exception {
    assertEquals(
        List.of(),
        taken(
            ALL,
            socket("192.0.2.1", "25", "java"),
            socket("127.0.0.1", "25", "exim4"),
            socket("2001:db8:ff::53", "53", "dnsdist"),
            socket("127.0.0.1", "53", "unbound"),
            socket("192.0.2.1", "2222", "sshd")));
  }

  @Test
  void aPortOnWhichNobodyListensIsNotNamed() throws Exception {
    assertEquals(List.of(), taken(ALL));
  }

  @Test
  void whatTheGatewayDoesNotHaveIsNobodysPort() throws Exception {
    assertEquals(
        List.of(),
        taken(
            ALL.lines().limit(3).reduce("", (all, line) -> all + line + "\n"),
            socket("0.0.0.0", "25", "master")));
  }
}
