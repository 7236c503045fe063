package io.sixgate.haproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            new HaproxySettings(
                none, List.of(), folder, folder, none, haproxy.socket(), PATIENCE, PATIENCE),
            api);
  }

  /** What the master, which has the worker's socket here, says of its reloads. */
  private void reloads(int count) {
    haproxy.refuse(
        "show proc", "8356 master %d [failed: 0] 0d00h00m02s 2.6.12-1+deb12u4".formatted(count));
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
    reloads(4);
    assertEquals(Reload.Outcome.NOT_LOADED, reload.await(before, 3, DIGEST, TRIED));
  }

  @Test
  void aHaproxyThatWasRestartedMeanwhileHasNotTriedTheText() throws Exception {
    Worker before = api.worker();
    haproxy.restart();
    reloads(0);
    assertEquals(Reload.Outcome.RESTARTED, reload.await(before, 3, DIGEST, TRIED));
  }

  @Test
  void theOneThatRunsFromTheTextIsIt() throws Exception {
    Worker before = api.worker();
    haproxy.restart();
    runs(TRIED);
    assertEquals(Reload.Outcome.LOADED, reload.await(before, 3, DIGEST, TRIED));
  }

  @Test
  void aWorkerThatRanBeforeIsNotItWhateverItRunsFrom() throws Exception {
    runs(TRIED);
    assertEquals(Reload.Outcome.NOT_LOADED, reload.await(api.worker(), 3, DIGEST, TRIED));
  }
}
