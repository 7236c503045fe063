package io.sixgate.snmp.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.OID;

class Natv2MibTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;

  /** Jool counts mappings, and tells of no drops. */
  @Test
  void ofJoolMappingsAreTheEntriesAndWhatItDoesNotTellHasNoColumn() throws Exception {
    Snapshot objects =
        told(
            "\"counts\": { \"mappings\": 70, \"sessions\": 90 }, \"tables\": { \"nat64-shares\": { \"acme/web1\": { \"ports\": 1000, \"ports-in-use\": 70, \"sessions\": 70, \"refused-sessions\": 0, \"without-port\": 0, \"nearly-full\": 0 } } }");
    String row = "." + Numbering.of("acme/web1");
    assertEquals(Optional.of("70"), value(objects, "2.1.1.8.1"));
    assertEquals(Optional.empty(), value(objects, "2.1.1.16.1"));
    assertEquals(Optional.empty(), value(objects, "2.3.1.12.1.1"));
    assertEquals(Optional.empty(), value(objects, "1.1.1.12" + row));
    assertEquals(Optional.of("1000"), value(objects, "1.1.1.15" + row));
    assertEquals(Optional.of("128"), value(objects, "1.1.1.5" + row));
    assertEquals(
        Optional.of("20:01:0d:b8:00:0a:00:00:00:00:00:00:00:00:00:80"),
        value(objects, "1.1.1.4" + row));
  }

  @Test
  void theCommonShareLivesNowhereInParticular() throws Exception {
    Snapshot objects =
        told(
            "\"counts\": { \"sessions\": 5, \"share-drops\": 0 }, \"tables\": { \"nat64-shares\": { \"_common\": { \"sessions\": 5 } } }");
    String row = "." + Numbering.of("_common");
    assertEquals(Optional.of("0"), value(objects, "1.1.1.3" + row));
    assertEquals(Optional.of(""), value(objects, "1.1.1.4" + row));
    assertEquals(Optional.of("5"), value(objects, "1.1.1.7" + row));
    assertEquals(Optional.of("0"), value(objects, "1.1.1.12" + row));
  }

  @Test
  void anAgentThatTellsOfNoSharesMakesNoTables() throws Exception {
    assertEquals(List.of(), told("\"counts\": {}").parts());
  }

  private static Optional<String> value(Snapshot objects, String name) {
    return objects.get(new OID(Natv2Mib.ROOT + "." + name)).map(Object::toString);
  }

  private Snapshot told(String members) throws Exception {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1]
        provider-prefixes: ["2001:db8::/32"]
        customer-prefixes: ["2001:db8:a::/48"]
        nat64: { prefix: "2001:db8:64:64::/96", pool: [192.0.2.32], blocks: hosts }
        """);
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(folder.resolve("acme/customer.yaml"), "prefixes: [\"2001:db8:a::/48\"]\n");
    Files.writeString(folder.resolve("acme/web1.yaml"), "address: 2001:db8:a::80\n");
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(
        run.resolve("nat64.json"),
        """
        { "agent": "nat64", "pid": 1, "version": "0.1.0", "started": "2026-11-26T11:00:00Z",
          "written": "2026-11-26T11:59:55Z", "heartbeat-seconds": 10, "state": "ok", %s }
        """
            .formatted(members));
    Inventory inventory = new FileInventory(folder).read();
    List<Part> parts =
        Natv2Mib.of(
            AgentSight.all(new RunFolder(run), InstantSource.fixed(NOW)),
            inventory.gateway().nat64().orElseThrow(),
            Served.of(inventory).sources(),
            new UpTime(NOW));
    return new Snapshot(parts);
  }
}
