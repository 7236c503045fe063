package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.MailSpool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpoolSettingsTest {
  @Test
  void whatGatewayYamlSaysByDefaultIsTheStandard() {
    assertEquals(SpoolSettings.PRIMARIES, SpoolSettings.PRIMARIES.with(MailSpool.IN));
    assertEquals(SpoolSettings.INTERNET, SpoolSettings.INTERNET.with(MailSpool.OUT));
  }

  @Test
  void otherTimesHold() {
    MailSpool spool =
        new MailSpool(Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofDays(2), 500);
    SpoolSettings settings = SpoolSettings.PRIMARIES.with(spool);
    assertEquals(
        new RetrySchedule(Duration.ofSeconds(30), 2, Duration.ofMinutes(30), 0.2),
        settings.messages());
    assertEquals(Duration.ofDays(2), settings.giveUpAfter());
    assertEquals(SpoolSettings.PRIMARIES.destinations(), settings.destinations(), "15 s stay 15 s");
  }

  @Test
  void noDestinationWaitsLongerThanAMessageMay() {
    MailSpool spool =
        new MailSpool(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofDays(1), 500);
    assertEquals(
        Duration.ofSeconds(5), SpoolSettings.INTERNET.with(spool).destinations().longest());
  }
}
