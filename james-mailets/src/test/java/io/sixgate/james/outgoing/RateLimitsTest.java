package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.model.Smarthost.Rate;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.james.outgoing.RateLimits.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private static final HostId WEB1 = new HostId(new Label("acme"), new Label("web1"));
  private static final HostId WEB2 = new HostId(new Label("acme"), new Label("web2"));

  private Instant now = Instant.parse("2026-11-26T00:00:00Z");
  private final RateLimits limits = new RateLimits(() -> now);

  @Test
  void aHostMaySendItsBurstAtOnceAndThenTheHourlyRate() {
    Smarthost settings = settings(new Rate(60, 60, 3), new Rate(1000, 1000, 1000));
    assertEquals("", take(WEB1, settings, 3));
    assertEquals("host acme/web1, 60 an hour, PT1M", take(WEB1, settings, 1));
    now = now.plusSeconds(60);
    assertEquals("", take(WEB1, settings, 1));
    assertEquals("host acme/web1, 60 an hour, PT1M", take(WEB1, settings, 1));
  }

  @Test
  void allHostsOfACustomerShareTheCustomersRate() {
    Smarthost settings = settings(new Rate(100, 100, 10), new Rate(60, 60, 4));
    assertEquals("", take(WEB1, settings, 2));
    assertEquals("", take(WEB2, settings, 2));
    assertEquals("customer acme, 60 an hour, PT1M", take(WEB2, settings, 1));
    assertEquals("", take(new HostId(new Label("umbra"), new Label("web1")), settings, 4));
  }

  @Test
  void whatTheCustomerMayNotSendIsNotCountedAgainstTheHost() {
    Smarthost settings = settings(new Rate(60, 60, 2), new Rate(3600, 3600, 1));
    assertEquals("", take(WEB1, settings, 1));
    assertEquals("customer acme, 3600 an hour, PT1S", take(WEB1, settings, 1));
    now = now.plusSeconds(1);
    assertEquals("", take(WEB1, settings, 1));
  }

  @Test
  void aClockThatIsSetBackGivesNothing() {
    Smarthost settings = settings(new Rate(60, 60, 1), new Rate(1000, 1000, 1000));
    assertEquals("", take(WEB1, settings, 1));
    now = now.minusSeconds(3600);
    assertEquals("host acme/web1, 60 an hour, PT1M", take(WEB1, settings, 1));
  }

  private String take(HostId host, Smarthost settings, int times) {
    for (int i = 0; i < times; i++) {
      Optional<RateLimits.Exceeded> exceeded = limits.take(host, Kind.MESSAGES, settings);
      if (exceeded.isPresent()) {
        return "%s, %d an hour, %s"
            .formatted(exceeded.get().whose(), exceeded.get().perHour(), exceeded.get().pause());
      }
    }
    return "";
  }

  private static Smarthost settings(Rate host, Rate customer) {
    return new Smarthost(
        Ipv6Address.parse("2001:db8:ff::25"),
        Hostname.parse("smtp.provider.example"),
        Optional.empty(),
        host,
        customer,
        10,
        MailSpool.OUT,
        Optional.empty(),
        List.of());
  }
}
