package io.sixgate.forward.jump;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.model.JumpHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users without whom sshd lets nobody in, as the machine knows them by nsswitch.conf(5). */
final class Accounts {
  private static final String REMEDY =
      "useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --password '*' ";

  private Accounts() {}

  /** What is wrong with them, in the operator's words. */
  static List<String> problems() throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    for (String user : List.of(JumpHost.USER, JumpSettings.LOOKUP_USER)) {
      problem(user, entry("passwd", user), entry("shadow", user)).ifPresent(problems::add);
    }
    return problems;
  }

  /** Pure, by lines of passwd(5) and shadow(5): {@code jump:*:20418:0:99999:7:::}. */
  static Optional<String> problem(String user, Optional<String> passwd, Optional<String> shadow) {
    if (passwd.isEmpty()) {
      return Optional.of(
          "the user "
              + user
              + " does not exist, so the jump host lets nobody in; "
              + REMEDY
              + user);
    }
    boolean locked = shadow.filter(line -> line.startsWith(user + ":!")).isPresent();
    return locked && user.equals(JumpHost.USER)
        ? Optional.of(
            "the user "
                + user
                + " is locked, so sshd refuses its keys; usermod --password '*' "
                + user)
        : Optional.empty();
  }

  private static Optional<String> entry(String database, String user)
      throws IOException, InterruptedException {
    CommandResult result =
        CommandRunner.standard().run(Command.of("/usr/bin/getent", database, user));
    return result.status() == 0 ? Optional.of(result.output().strip()) : Optional.empty();
  }
}
