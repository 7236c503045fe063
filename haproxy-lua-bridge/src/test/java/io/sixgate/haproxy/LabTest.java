package io.sixgate.haproxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of src/test/lab: a real HAProxy in a network namespace of its own. */
@Tag("lab")
class LabTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> behaviour() throws Exception {
    return script("behaviour.py", "embedded", Path.of("haproxy"), "curl");
  }

  @TestFactory
  Stream<DynamicTest> behaviourWithTheHaproxyOfDebian13() throws Exception {
    return script("behaviour.py", "embedded", Command.needHaproxyOfDebian13(), "curl");
  }

  @TestFactory
  Stream<DynamicTest> limits() throws Exception {
    return script("limits.py", "limits", Path.of("haproxy"));
  }

  @TestFactory
  Stream<DynamicTest> limitsWithTheHaproxyOfDebian13() throws Exception {
    return script("limits.py", "limits", Command.needHaproxyOfDebian13());
  }

  @TestFactory
  Stream<DynamicTest> starttls() throws Exception {
    return script("starttls.py", "starttls", Path.of("haproxy"));
  }

  @TestFactory
  Stream<DynamicTest> starttlsWithTheHaproxyOfDebian13() throws Exception {
    return script("starttls.py", "starttls", Command.needHaproxyOfDebian13());
  }

  @TestFactory
  Stream<DynamicTest> channel() throws Exception {
    return script("channel.py", "starttls", Path.of("haproxy"), "lua5.3");
  }

  @TestFactory
  Stream<DynamicTest> channelOfTheHaproxyOfDebian13() throws Exception {
    return script("channel.py", "starttls", Command.needHaproxyOfDebian13(), "lua5.3");
  }

  @TestFactory
  Stream<DynamicTest> deployment() throws Exception {
    return script("deployment.py", "embedded", Path.of("haproxy"), "setpriv");
  }

  @TestFactory
  Stream<DynamicTest> deploymentWithTheHaproxyOfDebian13() throws Exception {
    return script("deployment.py", "embedded", Command.needHaproxyOfDebian13(), "setpriv");
  }

  private Stream<DynamicTest> script(String name, String settings, Path haproxy, String... programs)
      throws Exception {
    Command.needRoot();
    Command.need("haproxy", "python3", "unshare", "ip");
    Command.need(programs);
    return Lines.tests(
        Command.run(
            List.of(
                "env",
                "SIXGATE_LAB_HAPROXY=" + haproxy,
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "python3",
                "-B",
                "src/test/lab/" + name,
                rendered(settings),
                rendered("plain"),
                Cases.LUA.toString())));
  }

  private String rendered(String settings) throws Exception {
    String text = Rendered.text(Path.of("src/test/lab", settings + ".properties"));
    return Files.writeString(folder.resolve(settings + ".cfg"), text).toString();
  }
}
