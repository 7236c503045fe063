package io.sixgate.nat64.jool;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs {@link RealJoolTest} where there is no build but a kernel with Jool: in the machine of
 * lab/jool-vm. Prints a sentence for each test, as lab/jool-vm/inside does.
 */
final class ContractInMachine implements TestExecutionListener {
  private int passed;
  private int others;

  private ContractInMachine() {}

  /** Exit status 1 if a test failed, was left out, or none was found. */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(RealJoolTest.class))
            .build();
    ContractInMachine sentences = new ContractInMachine();
    LauncherFactory.create().execute(request, sentences);
    System.exit(sentences.passed > 0 && sentences.others == 0 ? 0 : 1);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
      passed++;
      System.out.println("ok jool-vm: the real jool: " + sentence(test));
    } else if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
      others++;
      System.out.println("FAIL jool-vm: the real jool: " + sentence(test));
      result.getThrowable().ifPresent(why -> why.printStackTrace(System.out));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    others++;
    System.out.println("FAIL jool-vm: the real jool: " + sentence(test) + ": left out: " + reason);
  }

  /** {@code anEntryOutsidePool4IsRefused()}: an entry outside pool4 is refused. */
  private static String sentence(TestIdentifier test) {
    return test.getDisplayName()
        .replaceAll("[(].*[)]$", "")
        .replaceAll("(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
