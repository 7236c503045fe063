package io.sixgate.sni.router;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.lab.haproxy.RealHaproxy;
import java.nio.file.Path;

/** The same against the HAProxy of Debian 13. */
final class Debian13HaproxyTest extends RealHaproxyTest {
  @Override
  Path binary() {
    assumeTrue(
        RealHaproxy.ofDebian13() != null,
        "SIXGATE_HAPROXY_3 is not set; lab/haproxy-3.0/prepare prints what it is to be");
    return RealHaproxy.ofDebian13();
  }
}
