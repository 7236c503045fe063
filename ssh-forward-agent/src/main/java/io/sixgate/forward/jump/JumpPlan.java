package io.sixgate.forward.jump;

import io.sixgate.agent.loop.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What to do so that the jump host is as it should be.
 *
 * @param configuration the wanted one, empty text for none; absent if it is in place
 * @param reload whether the running sshd has to be told
 * @param put files of keys that are new or changed
 * @param drop files of keys that are to go
 * @param present how many keys there are
 * @param order what makes sshd read its configuration
 */
public record JumpPlan(
    Optional<String> configuration,
    boolean reload,
    SortedMap<String, String> put,
    SortedSet<String> drop,
    int present,
    String order,
    Optional<String> unreachable)
    implements Plan {

  @Override
  public boolean isEmpty() {
    return configuration.isEmpty() && !reload && put.isEmpty() && drop.isEmpty();
  }

  @Override
  public int removals() {
    return drop.size();
  }

  @Override
  public int present() {
    return present;
  }

  @Override
  public int drift() {
    return put.size() + drop.size() + (configuration.isPresent() || reload ? 1 : 0);
  }

  @Override
  public Optional<String> unreachable() {
    return unreachable;
  }

  /** Files are no commands. */
  @Override
  public List<String> commands() {
    List<String> lines = new ArrayList<>();
    drop.forEach(file -> lines.add("# remove the key " + file));
    put.forEach((file, line) -> lines.add("# write the key " + file + ": " + line.strip()));
    configuration.ifPresent(
        text -> lines.add(text.isEmpty() ? "# remove sshd_config" : "# write sshd_config"));
    if (reload) {
      lines.add(order);
    }
    return lines;
  }

  @Override
  public String effect() {
    return "keys: %d written, %d removed%s"
        .formatted(put.size(), drop.size(), configuration.isPresent() ? "; sshd_config" : "");
  }
}
