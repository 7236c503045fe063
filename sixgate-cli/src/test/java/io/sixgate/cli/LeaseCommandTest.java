package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.edit.EntryValue;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseCommandTest {
  private static final String ACME = "address: 2001:db8:a::80 # the shop\n";
  private static final String UMBRA = "address: 2001:db8:b::80\n";

  @TempDir private Path inventory;

  @BeforeEach
  void anInventoryOfTwoCustomers() throws IOException {
    pool("192.0.2.7, 192.0.2.8");
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\n");
    write("umbra/customer.yaml", "prefixes: ['2001:db8:b::/48']\n");
    write("acme/web1.yaml", ACME);
    write("umbra/web1.yaml", UMBRA);
  }

  private void pool(String addresses) throws IOException {
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
        lease-pool: { addresses: [%s], domain: lease.provider.example, ttl: 60s }
        tls-ports: [443, 995]
        """
            .formatted(addresses));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(inventory.resolve(file).getParent());
    Files.writeString(inventory.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(inventory.resolve(file));
  }

  private TypedCommand lease(String... arguments) {
    return TypedCommand.run(
        Stream.concat(
                Stream.of("lease"),
                Stream.concat(Stream.of(arguments), Stream.of("--inventory", inventory.toString())))
            .toArray(String[]::new));
  }

  @Test
  void severalCustomersAreStackedOnOneAddressEachWithAnotherPort() throws IOException {
    lease("acme/web1", "pop3")
        .expect(
            0, "acme/web1: pop3 on 192.0.2.7, name pop3-acme-web1.lease.provider.example\n", "");
    lease("umbra/web1", "smtp", "--expires", "2999-12-31")
        .expect(
            0, "umbra/web1: smtp on 192.0.2.7, name smtp-umbra-web1.lease.provider.example\n", "");
    lease("umbra/web1", "pop3")
        .expect(
            0, "umbra/web1: pop3 on 192.0.2.8, name pop3-umbra-web1.lease.provider.example\n", "");
    assertEquals(
        ACME + "leases:\n  - service: pop3\n    address: 192.0.2.7\n", read("acme/web1.yaml"));
    lease("list")
        .expect(
            0,
            """
            NAME                                    HOST        SERVICE  ADDRESS    STATE  EXPIRES     ADDRESS-FREE
            pop3-acme-web1.lease.provider.example   acme/web1   pop3     192.0.2.7  lent   -           -
            smtp-umbra-web1.lease.provider.example  umbra/web1  smtp     192.0.2.7  lent   2999-12-31  -
            pop3-umbra-web1.lease.provider.example  umbra/web1  pop3     192.0.2.8  lent   -           -
            """,
            "");
  }

  @Test
  void aFullPoolSaysWhoHasItAndWhatCouldBeTakenBack() throws IOException {
    pool("192.0.2.7");
    write(
        "acme/web1.yaml",
        ACME
            + "leases:\n  - { service: pop3, address: 192.0.2.7, expires: 2999-12-31 }\n"
            + "  - { service: pop3s, address: 192.0.2.7 }\n");
    lease("umbra/web1", "pop3")
        .expect(
            1,
            "",
            "sixgate: no address of the lease-pool has port 110 (pop3) free: 192.0.2.7 is"
                + " acme/web1's to the end of 2999-12-31; \"sixgate lease reclaim pop3s --covered-by"
                + " sni\" frees 1; or add addresses to lease-pool in gateway.yaml\n");
    assertEquals(UMBRA, read("umbra/web1.yaml"));
  }

  @Test
  void anExpiredLeaseIsListedAsSuchAndItsAddressIsFree() throws IOException {
    pool("192.0.2.7");
    write(
        "acme/web1.yaml",
        ACME + "leases:\n  - { service: pop3, address: 192.0.2.7, expires: 2026-01-01 }\n");
    lease("umbra/web1", "pop3")
        .expect(
            0, "umbra/web1: pop3 on 192.0.2.7, name pop3-umbra-web1.lease.provider.example\n", "");
    lease("list", "--customer", "acme")
        .expect(
            0,
            """
            NAME                                   HOST       SERVICE  ADDRESS    STATE    EXPIRES     ADDRESS-FREE
            pop3-acme-web1.lease.provider.example  acme/web1  pop3     192.0.2.7  expired  2026-01-01  -
            """,
            "");
  }

  @Test
  void aReleasedLeaseIsTakenOutOfItsFile() throws IOException {
    lease("acme/web1", "pop3");
    lease("acme/web1", "imap");
    lease("release", "acme/web1", "pop3").expect(0, "acme/web1: pop3 on 192.0.2.7 released\n", "");
    assertEquals(
        ACME + "leases:\n  - service: imap\n    address: 192.0.2.7\n", read("acme/web1.yaml"));
    lease("release", "acme/web1", "imap", "--dry-run");
    lease("release", "acme/web1", "imap");
    assertEquals(ACME, read("acme/web1.yaml"));
    lease("release", "acme/web1", "imap")
        .expect(
            1,
            "",
            "sixgate: acme/web1 has no lease for imap; \"sixgate lease list\" shows which it has\n");
  }

  @Test
  void reclaimingMovesEveryLeaseOfTheServiceAndNoOther() throws IOException {
    lease("acme/web1", "pop3s");
    lease("umbra/web1", "pop3s");
    lease("umbra/web1", "pop3");
    lease("reclaim", "pop3s", "--covered-by", "sni", "--at", "2999-01-01T10:00:00+01:00")
        .expect(
            0,
            """
            acme/web1: pop3s-acme-web1.lease.provider.example leads to the gateway from 2999-01-01T09:00:00Z on; 192.0.2.7 port 995 is free from 2999-01-01T09:02:00Z on
            umbra/web1: pop3s-umbra-web1.lease.provider.example leads to the gateway from 2999-01-01T09:00:00Z on; 192.0.2.8 port 995 is free from 2999-01-01T09:02:00Z on
            """,
            "");
    assertEquals(
        ACME
            + "leases:\n  - service: pop3s\n    address: 192.0.2.7\n"
            + "    reclaimed: \"2999-01-01T09:00:00Z\"\n",
        read("acme/web1.yaml"));
    assertTrue(read("umbra/web1.yaml").endsWith("  - service: pop3\n    address: 192.0.2.7\n"));
    lease("reclaim", "pop3s", "--covered-by", "sni").expect(0, "no lease of pop3s is lent\n", "");
  }

  @Test
  void aLeaseThatWasJustReclaimedIsMovingAndServedByName() throws IOException {
    lease("acme/web1", "pop3s");
    TypedCommand dry = lease("reclaim", "pop3s", "--covered-by", "sni", "--dry-run");
    assertTrue(dry.out().contains("\n+    reclaimed: "), dry.out());
    assertFalse(read("acme/web1.yaml").contains("reclaimed"));
    lease("reclaim", "pop3s", "--covered-by", "sni", "--json");
    assertTrue(lease("list").out().contains("  moving  "), lease("list").out());
    TypedCommand endpoints =
        TypedCommand.run("endpoint", "list", "--inventory", inventory.toString());
    assertTrue(
        endpoints.out().contains("pop3s-acme-web1.lease.provider.example  acme/web1  pop3s"),
        endpoints.out());
  }

  @Test
  void whatTheGatewayDoesNotCoverIsNotReclaimed() {
    lease("acme/web1", "pop3");
    lease("reclaim", "pop3", "--covered-by", "sni")
        .expect(
            1,
            "",
            "sixgate: the gateway's own addresses have no pop3 by sni; nothing was written\n");
    lease("reclaim", "https", "--covered-by", "http")
        .expect(
            1,
            "",
            "sixgate: the gateway's own addresses have no https by http, but https by another way;"
                + " nothing was written\n");
  }

  @Test
  void wrongWordsAreRefusedWithTheReason() throws IOException {
    assertEquals(2, lease("acme/web1", "pop4").exitCode());
    assertEquals(2, lease("acme/web1").exitCode());
    assertEquals(2, lease("reclaim", "pop3s", "--covered-by", "magic").exitCode());
    assertEquals(2, lease("reclaim", "pop3s", "--covered-by", "sni", "--at", "soon").exitCode());
    lease("acme/web1", "pop3", "--expires", "soon")
        .expect(
            1,
            "",
            "acme/web1.yaml:5:14: leases[0].expires: \"soon\" is wrong because it is not a date;"
                + " write YEAR-MONTH-DAY, e.g. 2027-12-31\nnothing was written\n");
    lease("acme/web1", "pop3", "--address", "192.0.2.99")
        .expect(
            1,
            "",
            "acme/web1.yaml:4:14: leases[0].address: \"192.0.2.99\" is wrong because it is not in"
                + " the lease-pool of gateway.yaml; use one of 192.0.2.7, 192.0.2.8\n"
                + "nothing was written\n");
    assertEquals(ACME, read("acme/web1.yaml"));
  }

  @Test
  void ofTwoThatLendTheSamePortAtTheSameTimeOneIsTakenBackAndToldSo() throws IOException {
    HostId acme = new HostId(Label.parse("acme"), Label.parse("web1"));
    HostEdit late = HostEdit.of(inventory);
    late.change(acme, file -> file.addTo("leases", smtp()));
    assertEquals(0, lease("umbra/web1", "smtp", "--address", "192.0.2.7").exitCode());
    IOException e =
        assertThrows(IOException.class, () -> late.write(acme, one -> !one.leases().isEmpty()));
    assertEquals(
        "another host was given the same at the same time; acme/web1 is as it was, try again",
        e.getMessage());
    assertEquals(ACME, read("acme/web1.yaml"));
    assertTrue(read("umbra/web1.yaml").contains("192.0.2.7"));
  }

  private static EntryValue smtp() {
    return new EntryValue.Keys(
        Map.of(
            "service", new EntryValue.Text("smtp"), "address", new EntryValue.Text("192.0.2.7")));
  }
}
