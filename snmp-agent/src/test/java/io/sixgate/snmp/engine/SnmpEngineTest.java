package io.sixgate.snmp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp.Receiver;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.snmp.table.Scalars;
import io.sixgate.snmp.table.Snapshot;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class SnmpEngineTest {
  private static final OID ROOT = new OID("1.3.6.1.4.1.8072.9999.9999.6464.1.1");
  private static final OID FIRST = new OID("1.3.6.1.4.1.8072.9999.9999.6464.1.1.1.0");
  private static final Passphrases SECRET = new Passphrases("authentic-99", "encrypted-99");

  @TempDir Path folder;
  private final Refused refused = new Refused();
  private Listening listening;
  private SnmpEngine engine;

  @BeforeEach
  void listens() throws IOException {
    listening =
        new Listening(
            ServerAddress.parse("127.0.0.1:" + freePort()),
            Optional.of("secret"),
            new TreeMap<>(Map.of(Label.parse("monitor"), SECRET)),
            Sending.NONE);
    engine = open(listening);
  }

  @AfterEach
  void ends() throws IOException {
    engine.close();
  }

  private SnmpEngine open(Listening how) throws IOException {
    Snapshot snapshot =
        new Snapshot(
            List.of(
                new Scalars(
                    ROOT, Map.of(1, () -> new OctetString("0.1.0"), 2, () -> new Integer32(2)))));
    return SnmpEngine.open(
        how,
        folder.resolve("engine"),
        List.of(ROOT),
        () -> snapshot,
        refused,
        new UpTime(Instant.now()));
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whoHasTheCommunityReads() throws Exception {
    try (Asker asker = new Asker(listening.address())) {
      assertEquals("0.1.0", value(asker.v2c("secret", PDU.GET, FIRST)));
      assertEquals("2", value(asker.v2c("secret", PDU.GETNEXT, FIRST)));
      assertEquals("noSuchInstance", value(asker.v2c("secret", PDU.GET, last(7))));
      assertEquals("endOfMibView", value(asker.v2c("secret", PDU.GETNEXT, last(2))));
    }
    assertEquals(0, refused.strangers());
  }

  @Test
  void aUserReadsIfHisRequestIsAuthenticatedAndEncrypted() throws Exception {
    try (Asker asker = new Asker(listening.address())) {
      assertEquals("0.1.0", value(asker.v3("monitor", SECRET, PDU.GET, FIRST)));
    }
    assertEquals(0, refused.strangers());
  }

  @Test
  void whoIsNotKnownIsRefusedAndCounted() throws Exception {
    try (Asker asker = new Asker(listening.address())) {
      assertNull(asker.v2c("public", PDU.GET, FIRST), "no answer to a wrong community");
      assertEquals(1, refused.strangers());
      assertEquals("1.3.6.1.6.3.15.1.1.3.0", name(asker.v3("nobody", SECRET, PDU.GET, FIRST)));
      assertEquals(2, refused.strangers());
      Passphrases wrong = new Passphrases("authentic-98", "encrypted-99");
      assertEquals("1.3.6.1.6.3.15.1.1.5.0", name(asker.v3("monitor", wrong, PDU.GET, FIRST)));
      assertEquals(3, refused.strangers());
    }
  }

  @Test
  void nothingCanBeSetAndWhoTriesIsCounted() throws Exception {
    try (Asker asker = new Asker(listening.address())) {
      assertEquals(PDU.authorizationError, asker.v2c("secret", PDU.SET, FIRST).getErrorStatus());
      assertEquals(
          PDU.authorizationError, asker.v3("monitor", SECRET, PDU.SET, FIRST).getErrorStatus());
      assertEquals("0.1.0", value(asker.v2c("secret", PDU.GET, FIRST)));
    }
    assertEquals(2, refused.writes());
    assertEquals(0, refused.strangers());
  }

  @Test
  void withoutACommunityThereIsNoAnswerToV2c() throws Exception {
    engine.close();
    engine =
        open(new Listening(listening.address(), Optional.empty(), listening.users(), Sending.NONE));
    try (Asker asker = new Asker(listening.address())) {
      assertNull(asker.v2c("secret", PDU.GET, FIRST));
      assertEquals("0.1.0", value(asker.v3("monitor", SECRET, PDU.GET, FIRST)));
    }
  }

  @Test
  void whoIsOnlySentNotificationsMayNotAsk() throws Exception {
    engine.close();
    Sending sending =
        new Sending(
            List.of(
                new Receiver(
                    ServerAddress.parse("127.0.0.1:9"), Optional.of(Label.parse("receiver")))),
            "",
            new TreeMap<>(Map.of(Label.parse("receiver"), SECRET)));
    engine = open(new Listening(listening.address(), Optional.empty(), listening.users(), sending));
    assertEquals(List.of(), engine.announce(FIRST, List.of()));
    try (Asker asker = new Asker(listening.address())) {
      assertEquals(
          PDU.authorizationError, asker.v3("receiver", SECRET, PDU.GET, FIRST).getErrorStatus());
      assertEquals("0.1.0", value(asker.v3("monitor", SECRET, PDU.GET, FIRST)));
    }
    assertEquals(1, refused.strangers());
  }

  @Test
  void aPortThatAnotherHasIsSaid() {
    IOException refusal = assertThrows(IOException.class, () -> open(listening));
    assertTrue(
        refusal
            .getMessage()
            .startsWith("cannot listen on udp " + listening.address() + ": Address already in use"),
        refusal.getMessage());
  }

  @Test
  void secretsAreNotInItsWords() {
    assertEquals(
        "listen on udp %s, answer SNMPv2c, answer SNMPv3 to monitor".formatted(listening.address()),
        listening.toString());
  }

  private static OID last(int number) {
    return new OID(ROOT.getValue(), new int[] {number, 0});
  }

  private static VariableBinding only(PDU answer) {
    assertEquals(1, answer.size(), answer.toString());
    return answer.get(0);
  }

  private static String value(PDU answer) {
    return only(answer).getVariable().toString();
  }

  private static String name(PDU answer) {
    return only(answer).getOid().toDottedString();
  }
}
