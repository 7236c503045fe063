package io.sixgate.forward.jump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccountsTest {
  private static final Optional<String> PASSWD =
      Optional.of("jump:x:990:990::/nonexistent:/usr/sbin/nologin");

  @Test
  void aUserWithoutAPasswordThatIsNotLockedIsFine() {
    assertEquals(
        Optional.empty(),
        Accounts.problem("jump", PASSWD, Optional.of("jump:*:20418:0:99999:7:::")));
  }

  @Test
  void aLockedUserIsSaidWithWhatToType() {
    assertEquals(
        Optional.of(
            "the user jump is locked, so sshd refuses its keys; usermod --password '*' jump"),
        Accounts.problem("jump", PASSWD, Optional.of("jump:!*:20418::::::")));
  }

  @Test
  void aMissingUserIsSaidWithWhatToType() {
    assertEquals(
        Optional.of(
            "the user sixgate-jump-keys does not exist, so the jump host lets nobody in; useradd"
                + " --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin"
                + " --password '*' sixgate-jump-keys"),
        Accounts.problem("sixgate-jump-keys", Optional.empty(), Optional.empty()));
  }
}
