package io.sixgate.snmp.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.agent.file.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  private static final Instant STARTED = Instant.parse("2026-11-26T11:00:00Z");
  private static final Instant WRITTEN = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path run;
  private Changes changes = Changes.NONE;

  @Test
  void aConditionLastsFromTheLookThatFirstShowedIt() throws Exception {
    says("ok");
    assertEquals(STARTED, since(WRITTEN), "well since its start, as far as is known");
    says("failing");
    assertEquals(WRITTEN.plusSeconds(5), since(WRITTEN.plusSeconds(5)));
    says("refused");
    assertEquals(WRITTEN.plusSeconds(5), since(WRITTEN.plusSeconds(10)), "halted as before");
    says("ok");
    assertEquals(WRITTEN.plusSeconds(15), since(WRITTEN.plusSeconds(15)));
    assertEquals(WRITTEN.plusSeconds(60), since(WRITTEN.plusSeconds(60)), "stale");
  }

  @Test
  void oneThatWasDeadBeforeIsSoSinceItsLastWord() throws Exception {
    says("ok");
    assertEquals(WRITTEN, since(WRITTEN.plusSeconds(600)));
  }

  @Test
  void ofAFileThatIsNoneNothingIsKnown() throws Exception {
    Files.writeString(run.resolve("nat64.json"), "{");
    assertEquals(Instant.EPOCH, since(WRITTEN));
  }

  private void says(String state) throws IOException {
    Files.writeString(
        run.resolve("nat64.json"),
        """
        { "agent": "nat64", "pid": 1, "version": "0.1.0", "started": "%s", "written": "%s",
          "heartbeat-seconds": 10, "state": "%s", "counts": {}, "problems": [], "failures": [] }
        """
            .formatted(STARTED, WRITTEN, state));
  }

  private Instant since(Instant now) throws IOException {
    changes = changes.next(AgentSight.all(new RunFolder(run), InstantSource.fixed(now)), now);
    return changes.byAgent().get("nat64").since();
  }
}
