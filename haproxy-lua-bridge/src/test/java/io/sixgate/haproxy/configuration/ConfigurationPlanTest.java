package io.sixgate.haproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigurationPlanTest {
  private static final Path FILE = Path.of("/var/lib/sixgate/haproxy/sixgate.cfg");

  @Test
  void onlyTheChangedLinesAreShownHoweverFarApartTheyAre() {
    String before = "global\n    bind :443\ndefaults\nfrontend\nbackend\n    setenv D 1\n";
    String after =
        "global\n    bind :443\n    bind :8443\ndefaults\nfrontend\nbackend\n    setenv D 2\n";
    assertEquals(
        List.of(
            "# write " + FILE,
            "#+    bind :8443",
            "#-    setenv D 1",
            "#+    setenv D 2",
            "reload"),
        new ConfigurationPlan(FILE, Optional.of(before), after, true, false, Optional.empty())
            .commands());
  }

  @Test
  void ofANewFileEveryLineIsShown() {
    assertEquals(
        List.of("# write " + FILE, "#+global", "#+    nbthread 1"),
        new ConfigurationPlan(
                FILE, Optional.empty(), "global\n    nbthread 1\n", false, false, Optional.empty())
            .commands());
  }

  @Test
  void aFileThatIsRightWhileHaproxyRunsFromAnotherIsOnlyReloaded() {
    assertEquals(
        List.of("reload"),
        new ConfigurationPlan(
                FILE, Optional.of("global\n"), "global\n", true, false, Optional.empty())
            .commands());
  }
}
