package io.sixgate.haproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.lab.haproxy.FakeHaproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which worker is the one that a reload has brought. */
final class ReloadTest {
  private static final ConfigurationDigest DIGEST = new ConfigurationDigest("SIXGATE_FORWARDS");
  private static final String FORMER =
      DIGEST.seal("global\n    setenv SIXGATE_FORWARDS {digest}\n");
  private static final String TRIED =
      DIGEST.seal("global\n    setenv SIXGATE_FORWARDS {digest}\n    maxconn 7\n");

  /** Long enough for ten answers in a row, on a busy machine as well. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path folder;
  private FakeHaproxy haproxy;
  private RuntimeApi api;
  private Reload reload;

  @BeforeEach
  void start() throws IOException {
    haproxy = new FakeHaproxy(folder.resolve("api.sock"), List.of());
    haproxy.restart();
    runs(FORMER);
    api = new RuntimeApi(new RuntimeSocket(haproxy.socket(), PATIENCE));
    Path none = folder.resolve("none");
    reload =
        new Reload(
            new HaproxySettings(none, List.of(), folder, folder, none, none, PATIENCE, PATIENCE),
            api);
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  private void runs(String text) {
    haproxy.setEnvironment(DIGEST.variable(), DIGEST.of(text));
  }

  @Test
  void theWorkerThatAnotherAgentsReloadHasBroughtIsNotTakenForIt() throws Exception {
    Worker before = api.worker();
    haproxy.restart();
    assertFalse(reload.bringsAnother(before, -1, DIGEST, TRIED));
  }

  @Test
  void theOneThatRunsFromTheTextIsIt() throws Exception {
    Worker before = api.worker();
    haproxy.restart();
    runs(TRIED);
    assertTrue(reload.bringsAnother(before, -1, DIGEST, TRIED));
  }

  @Test
  void aWorkerThatRanBeforeIsNotItWhateverItRunsFrom() throws Exception {
    runs(TRIED);
    assertFalse(reload.bringsAnother(api.worker(), -1, DIGEST, TRIED));
  }
}
