package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.lab.haproxy.HaproxyServer;
import io.sixgate.lab.haproxy.RealHaproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The contract, kept by the HAProxy that is installed here. */
final class RealHaproxyTest extends RuntimeApiContract {
  @Override
  HaproxyServer haproxy(Path folder, List<Path> maps) throws IOException {
    assumeTrue(RealHaproxy.binary() != null, "haproxy is not installed");
    return RealHaproxy.withMaps(RealHaproxy.binary(), folder, maps);
  }
}
