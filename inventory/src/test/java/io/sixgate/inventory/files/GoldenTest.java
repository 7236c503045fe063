package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder per rule: its inventory, the sentences it gives, and what is served. With {@code
 * -Dsixgate.golden=write} the expected files are written anew, to be read before they are
 * committed.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src/test/golden");

  @TestFactory
  Stream<DynamicTest> everyCaseGivesItsProblemsAndServesTheRest() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
      assertTrue(cases.size() >= 20, "golden cases found: " + cases.size());
      return cases.stream()
          .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
    }
  }

  private static void check(Path path) throws IOException {
    String problems;
    String served;
    try {
      Inventory inventory = new FileInventory(path.resolve("inventory")).read();
      problems = lines(inventory.problems());
      served = Dump.of(inventory);
    } catch (InventoryUnavailable e) {
      problems = lines(e.problems()).replace(path.toString(), "CASE");
      served = "unavailable\n";
    }
    if ("write".equals(System.getProperty("sixgate.golden"))) {
      Files.writeString(path.resolve("expected.problems"), problems);
      Files.writeString(path.resolve("expected.txt"), served);
    }
    assertEquals(Files.readString(path.resolve("expected.problems")), problems);
    assertEquals(Files.readString(path.resolve("expected.txt")), served);
  }

  private static String lines(List<Problem> problems) {
    return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }
}
