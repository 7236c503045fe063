package io.sixgate.haproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.lab.haproxy.FakeHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent that ended at each step of a try has left, and what becomes of it. */
final class FormerTextsTest {
  private static final ConfigurationDigest DIGEST = new ConfigurationDigest("SIXGATE_FORWARDS");
  private static final String FORMER =
      DIGEST.seal("global\n    setenv SIXGATE_FORWARDS {digest}\n");
  private static final String TRIED =
      DIGEST.seal("global\n    setenv SIXGATE_FORWARDS {digest}\n    maxconn 7\n");

  @TempDir Path folder;
  private Path file;
  private FakeHaproxy haproxy;
  private FormerTexts texts;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("forwards.cfg");
    Files.writeString(file, FORMER);
    haproxy = new FakeHaproxy(folder.resolve("api.sock"), List.of());
    haproxy.restart();
    runs(FORMER);
    texts =
        new FormerTexts(new RuntimeApi(new RuntimeSocket(haproxy.socket(), Duration.ofSeconds(5))));
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  private void runs(String text) {
    haproxy.setEnvironment(DIGEST.variable(), DIGEST.of(text));
  }

  private void settlesTo(String text) throws IOException {
    texts.settle(file);
    assertEquals(text, Files.readString(file));
    assertFalse(FormerTexts.isKept(file));
  }

  @Test
  void anAgentThatEndedBeforeTheNewTextWasInPlaceHasChangedNothing() throws IOException {
    FormerTexts.keep(file, FORMER);
    settlesTo(FORMER);
  }

  @Test
  void aTextThatHaproxyDoesNotRunFromGoes() throws IOException {
    FormerTexts.keep(file, FORMER);
    Files.writeString(file, TRIED);
    settlesTo(FORMER);
  }

  @Test
  void aTextThatHaproxyRunsFromStays() throws IOException {
    FormerTexts.keep(file, FORMER);
    Files.writeString(file, TRIED);
    runs(TRIED);
    settlesTo(TRIED);
  }

  @Test
  void ofAHaproxyThatDoesNotRunTheLastTextItRanFromIsPutBack() throws IOException {
    FormerTexts.keep(file, FORMER);
    Files.writeString(file, TRIED);
    runs(TRIED);
    haproxy.kill();
    settlesTo(FORMER);
  }

  @Test
  void aFirstTextThatHaproxyDoesNotRunFromLeavesAnEmptyFile() throws IOException {
    Files.delete(file);
    FormerTexts.keep(file, "");
    Files.writeString(file, TRIED);
    settlesTo("");
  }

  @Test
  void aFileThatSomebodyEmptiedOrTookAwayIsPutBack() throws IOException {
    FormerTexts.keep(file, FORMER);
    Files.writeString(file, "");
    settlesTo(FORMER);
    FormerTexts.keep(file, FORMER);
    Files.delete(file);
    settlesTo(FORMER);
  }

  @Test
  void whileHaproxyDoesNotSayNothingIsSettled() throws IOException {
    FormerTexts.keep(file, FORMER);
    Files.writeString(file, TRIED);
    haproxy.suffer(FakeHaproxy.Fault.GARBAGE);
    assertThrows(RuntimeApiException.class, () -> texts.settle(file));
    assertEquals(TRIED, Files.readString(file));
    assertTrue(FormerTexts.isKept(file));
  }

  @Test
  void aFileThatNobodyTriesIsLeftAlone() throws IOException {
    runs(TRIED);
    settlesTo(FORMER);
  }
}
