package io.sixgate.nat64.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import io.sixgate.lab.golden.GoldenFolder;
import io.sixgate.nat64.jool.JoolText;
import io.sixgate.nat64.nft.TableRenderer;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.OneToOne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From files of an inventory to what nftables and Jool are given; a folder per case. */
final class GoldenTest {
  private static final Path NFT = Path.of("/usr/sbin/nft");

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theProblemsAreTheExpectedOnes(Path golden) throws Exception {
    compare(
        lines(inventory(golden).problems().stream().map(Problem::toString).toList()),
        golden.resolve("expected.problems"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSharesAreTheExpectedOnes(Path golden) throws Exception {
    Allotment next = Allotment.NONE.next(inventory(golden));
    compare(
        lines(History.lines(Allotment.NONE, next, Instant.EPOCH)),
        golden.resolve("expected.shares"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTablesAreTheExpectedOnes(Path golden) throws Exception {
    compare(TableRenderer.forTayga(state(golden)).text(), golden.resolve("expected.tayga.nft"));
    compare(
        TableRenderer.forJool(heldByJool(golden).state()).text(),
        golden.resolve("expected.jool.nft"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFileOfJoolIsTheExpectedOne(Path golden) throws Exception {
    compare(JoolText.of(heldByJool(golden).state()), golden.resolve("expected.jool.json"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatJoolCannotHoldIsTold(Path golden) throws Exception {
    compare(
        lines(
            LeftOutPorts.problems(inventory(golden), heldByJool(golden).leftOut()).stream()
                .map(Problem::toString)
                .toList()),
        golden.resolve("expected.jool.problems"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nftAcceptsBothTables(Path golden) throws Exception {
    assumeTrue(Files.isExecutable(NFT), "nft is not installed");
    CommandRunner runner = new CommandRunner(Duration.ofMinutes(1), 1 << 16);
    Command check = Command.of(NFT.toString(), "-c", "-f", "-");
    assumeTrue(runner.run(check.withInput("\n")).status() == 0, "nft needs root, even to check");
    runner.run(check.withInput(TableRenderer.forTayga(state(golden)).text())).orThrow();
    runner.run(check.withInput(TableRenderer.forJool(heldByJool(golden).state()).text())).orThrow();
  }

  private static Inventory inventory(Path golden) throws Exception {
    return new FileInventory(golden.resolve("inventory")).read();
  }

  private static Nat64State state(Path golden) throws Exception {
    Inventory inventory = inventory(golden);
    return DesiredState.of(inventory, Allotment.NONE.next(inventory)).orElseThrow();
  }

  private static OneToOne heldByJool(Path golden) throws Exception {
    return OneToOne.of(state(golden));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static void compare(String text, Path expected) throws IOException {
    assertEquals(GoldenFolder.expected(expected, text), text);
  }
}
