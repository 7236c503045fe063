package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a customer links to is read only if it is the customer's own. */
class LinkTest {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void writeBase() throws IOException {
    folder = temporary.resolve("inventory");
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
        """);
    write("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\n");
    write("acme/web1.yaml", "address: 2001:db8:a::80\n");
    write("umbra/customer.yaml", "prefixes: [2001:db8:b::/48]\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void link(String file, String target) throws IOException {
    Files.deleteIfExists(folder.resolve(file));
    Files.createSymbolicLink(folder.resolve(file), Path.of(target));
  }

  private Inventory read() throws InventoryUnavailable {
    return new FileInventory(folder, LATER).read();
  }

  private List<String> problems() throws InventoryUnavailable {
    return read().problems().stream().map(Object::toString).toList();
  }

  private static String refused(String file) {
    return file
        + ":1:1: the file is wrong because it is a symbolic link out of its customer's folder; write the file itself";
  }

  @Test
  void aLinkToAnothersFileIsRefusedAndNothingOfItIsQuoted() throws Exception {
    Files.writeString(temporary.resolve("secret"), "root:$6$secret\n");
    link("umbra/sh.yaml", "../../secret");
    link("umbra/steal.yaml", "../acme/web1.yaml");
    link("umbra/gw.yaml", "../gateway.yaml");
    assertEquals(
        List.of(refused("umbra/gw.yaml"), refused("umbra/sh.yaml"), refused("umbra/steal.yaml")),
        problems());
  }

  @Test
  void customerYamlMayLeadToTheOperatorsFileBesideTheFoldersOnly() throws Exception {
    write("umbra.facts", "prefixes: [2001:db8:b::/48]\n");
    link("umbra/customer.yaml", "../umbra.facts");
    assertEquals(List.of(), problems());
    link("umbra/customer.yaml", "../gateway.yaml");
    assertEquals(refused("umbra/customer.yaml"), problems().get(0));
    link("umbra/customer.yaml", "../acme/customer.yaml");
    assertEquals(refused("umbra/customer.yaml"), problems().get(0));
  }

  @Test
  void linksWithinACustomersFolderAndAsKubernetesMakesThemAreRead() throws Exception {
    write("umbra/..2026/web1.yaml", "address: 2001:db8:b::1\n");
    link("umbra/..data", "..2026");
    link("umbra/web1.yaml", "..data/web1.yaml");
    write("..2026/umbra/web2.yaml", "address: 2001:db8:b::2\n");
    write("..2026/acme/web2.yaml", "address: 2001:db8:a::2\n");
    link("..data", "..2026");
    link("umbra/web2.yaml", "../..data/umbra/web2.yaml");
    link("umbra/web3.yaml", "../..data/acme/web2.yaml");
    assertEquals(List.of(refused("umbra/web3.yaml")), problems());
    assertEquals(
        List.of(new Label("web1"), new Label("web2")),
        List.copyOf(read().customers().get(new Label("umbra")).hosts().keySet()));
  }

  @Test
  void gatewayYamlAndACustomersFolderMayBeLinks() throws Exception {
    Files.move(folder.resolve("gateway.yaml"), temporary.resolve("gw"));
    link("gateway.yaml", "../gw");
    Files.move(folder.resolve("acme"), temporary.resolve("acme1"));
    link("acme", "../acme1");
    assertEquals(List.of(), problems());
    assertEquals(1, read().customers().get(new Label("acme")).hosts().size());
  }
}
