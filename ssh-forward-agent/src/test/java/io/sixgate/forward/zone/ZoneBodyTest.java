package io.sixgate.forward.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.Hostname;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ZoneBodyTest {
  private static final ZoneBody BODY =
      body("a.gw.example. 300 A 192.0.2.1", "b.gw.example. 300 A 192.0.2.1");

  private static ZoneBody body(String... lines) {
    return ZoneBody.of(
        Hostname.parse("gw.example"), Hostname.parse("ns.gw.example"), List.of(lines));
  }

  @Test
  void theSameRecordsGiveTheSameText() {
    assertEquals(
        BODY,
        body(
            "b.gw.example. 300 A 192.0.2.1",
            "a.gw.example. 300 A 192.0.2.1",
            "b.gw.example. 300 A 192.0.2.1"));
  }

  @Test
  void aFileIsReadAsItWasWritten() {
    Serial serial = Serial.parse("4000000000");
    assertEquals(Optional.of(new ZoneBody.Read(serial, BODY)), ZoneBody.parse(BODY.text(serial)));
  }

  @Test
  void aFileOfSomebodyElseOrCutOffIsNone() {
    String text = BODY.text(Serial.parse("1"));
    assertEquals(Optional.empty(), ZoneBody.parse(""));
    assertEquals(Optional.empty(), ZoneBody.parse("$TTL 300\n@ SOA ns hostmaster 1 2 3 4 5\n"));
    assertEquals(Optional.empty(), ZoneBody.parse(text.substring(0, text.indexOf(" 3600 600"))));
    assertEquals(Optional.empty(), ZoneBody.parse(text.replace(" 1 3600", " 99999999999 3600")));
  }
}
