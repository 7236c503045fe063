package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.lab.haproxy.HaproxyServer;
import io.sixgate.lab.haproxy.RealHaproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The contract, kept by the HAProxy of Debian 13. */
final class Debian13HaproxyTest extends RuntimeApiContract {
  @Override
  HaproxyServer haproxy(Path folder, List<Path> maps) throws IOException {
    assumeTrue(
        RealHaproxy.ofDebian13() != null,
        "SIXGATE_HAPROXY_3 is not set; lab/haproxy-3.0/prepare prints what it is to be");
    return RealHaproxy.withMaps(RealHaproxy.ofDebian13(), folder, maps);
  }
}
