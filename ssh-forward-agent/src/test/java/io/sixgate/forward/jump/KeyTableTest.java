package io.sixgate.forward.jump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.forward.InventoryFolder;
import io.sixgate.inventory.net.Ipv6Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyTableTest {
  private static final String ALICE =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  private static final String ECDSA =
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7"
          + "opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=";
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      ssh-ports: 22000-22999
      """;
  private static final String JUMP = "jump: { port: 2222 }\n";

  @TempDir Path folder;
  private InventoryFolder inventory;
  private final KeyTable table = new KeyTable();

  @BeforeEach
  void aGatewayWithAJumpHost() throws IOException {
    inventory = new InventoryFolder(folder, GATEWAY + JUMP);
  }

  private void host(String file, String address, String... keys) throws IOException {
    inventory.file(
        file,
        "address: %s\nssh:\n  port: %d\n  keys: ['%s']\n"
            .formatted(
                address, file.startsWith("acme") ? 22101 : 22201, String.join("', '", keys)));
  }

  private List<String> lines(String... own) throws Exception {
    table.update(
        inventory.read(), Set.copyOf(List.of(own).stream().map(Ipv6Address::parse).toList()));
    return List.copyOf(table.lines().values());
  }

  @Test
  void aKeyOpensTheHostsOfItsCustomerAndNothingElse() throws Exception {
    host("acme/web1.yaml", "2001:db8:a::80", ALICE + " alice@desk");
    inventory.file("acme/web2.yaml", "address: 2001:db8:a::81\n");
    inventory.file("bolt/web1.yaml", "address: 2001:db8:b::80\n");
    assertEquals(
        List.of(
            "restrict,port-forwarding,permitopen=\"[2001:db8:a::80]:22\","
                + "permitopen=\"[2001:db8:a::81]:22\" "
                + ALICE
                + "\n"),
        lines());
  }

  @Test
  void namesAreOpenedWhereTheGatewayAnswersForThem() throws Exception {
    inventory.file(
        "gateway.yaml",
        GATEWAY + JUMP + "domain: gw.example\ndns: { zone-server: '[::1]:5300' }\n");
    host("acme/web1.yaml", "2001:db8:a::80", ALICE);
    assertEquals(
        List.of(
            "restrict,port-forwarding,permitopen=\"[2001:db8:a::80]:22\","
                + "permitopen=\"web1.acme.gw.example:22\" "
                + ALICE
                + "\n"),
        lines());
  }

  @Test
  void aHostAtAnAddressOfTheGatewayIsNotOpenedAndAKeyThatOpensNothingHasNoLine() throws Exception {
    host("acme/web1.yaml", "2001:db8:a::1", ALICE);
    assertEquals(List.of(), lines("2001:db8:a::1"));
    assertEquals(1, lines().size());
  }

  @Test
  void whoListsAnotherCustomersKeyGivesAwayHisOwnHostsAndTakesNothing() throws Exception {
    host("bolt/web1.yaml", "2001:db8:b::80", ECDSA);
    // Without its padding it is the same key to Java, and none to sshd.
    host("acme/web1.yaml", "2001:db8:a::80", ECDSA.replace("=", ""));
    inventory.file("acme/web2.yaml", "address: 2001:db8:a::81\n");
    assertEquals(
        List.of(
            "restrict,port-forwarding,permitopen=\"[2001:db8:b::80]:22\","
                + "permitopen=\"[2001:db8:a::80]:22\",permitopen=\"[2001:db8:a::81]:22\" "
                + ECDSA
                + "\n"),
        lines());
  }

  @Test
  void aKeyThatIsWithdrawnAndOneOfACustomerWhoIsGoneHaveNoLine() throws Exception {
    host("acme/web1.yaml", "2001:db8:a::80", ALICE);
    host("bolt/web1.yaml", "2001:db8:b::80", ECDSA);
    assertEquals(2, lines().size());
    String before = table.generation();
    inventory.file("acme/web1.yaml", "address: 2001:db8:a::80\n");
    assertEquals(1, lines().size());
    inventory.remove("bolt/web1.yaml");
    assertEquals(List.of(), lines());
    host("bolt/web1.yaml", "2001:db8:b::80", ECDSA);
    host("acme/web1.yaml", "2001:db8:a::80", ALICE);
    lines();
    assertEquals(before, table.generation());
  }

  @Test
  void withoutAJumpHostNoKeyHasALine() throws Exception {
    inventory.file("gateway.yaml", GATEWAY);
    host("acme/web1.yaml", "2001:db8:a::80", ALICE);
    assertEquals(List.of(), lines());
  }
}
