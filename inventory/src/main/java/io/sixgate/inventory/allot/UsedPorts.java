package io.sixgate.inventory.allot;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Which port of the gateway was given to which host once. It outlives the hosts: a client who still
 * has a former host's port in his configuration must not come to another customer.
 *
 * <p>As text it has one line per port, in the order of the ports: {@code 22101 acme/web1
 * 2026-11-25}. Lines that two people add are far apart, since ports start at a hash of the host, so
 * that git merges them.
 *
 * @param uses in the order of ports, then hosts
 */
public record UsedPorts(List<Use> uses) {
  /** The file's name, beside gateway.yaml. */
  public static final String FILE = "ssh-ports.used";

  private static final String HEAD =
      "# Which SSH port was given to which host, and when; kept by \"sixgate ssh allot\". No other"
          + " host gets a port\n# that stands here. Lines may be taken out, when nobody can have the"
          + " port in mind any more.\n";

  /** One line. */
  public record Use(Port port, HostId host, LocalDate since) implements Comparable<Use> {
    private static final Comparator<Use> ORDER =
        Comparator.comparing(Use::port).thenComparing(Use::host).thenComparing(Use::since);

    @Override
    public int compareTo(Use other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return port + " " + host + " " + since;
    }
  }

  public UsedPorts {
    uses = List.copyOf(new TreeSet<>(uses));
  }

  /** Reads the text; lines that make no sense are reported and left out. */
  public static UsedPorts parse(String text, Consumer<Problem> problems) {
    List<Use> uses = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        Optional<Use> use = use(line);
        use.ifPresent(uses::add);
        if (use.isEmpty()) {
          problems.accept(
              new Problem(
                  new Place(FILE, number, 1),
                  "",
                  Problem.shortened(line),
                  "it is not PORT CUSTOMER/HOST DATE",
                  "write e.g. 22101 acme/web1 2026-11-25; after a merge of git both sides' lines"
                      + " stay"));
        }
      }
    }
    return new UsedPorts(uses);
  }

  private static Optional<Use> use(String line) {
    String[] words = line.strip().split(" +");
    int slash = words.length == 3 ? words[1].indexOf('/') : -1;
    if (slash < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Use(
              Port.parse(words[0]),
              new HostId(
                  Label.parse(words[1].substring(0, slash)),
                  Label.parse(words[1].substring(slash + 1))),
              LocalDate.parse(words[2])));
    } catch (WrongValueException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** With these as well; a port that was given to a host before keeps its day. */
  public UsedPorts with(List<Use> more) {
    Map<Port, Set<HostId>> known = new HashMap<>();
    List<Use> all = new ArrayList<>(uses);
    uses.forEach(use -> known.computeIfAbsent(use.port(), p -> new HashSet<>()).add(use.host()));
    for (Use use : more) {
      if (known.computeIfAbsent(use.port(), p -> new HashSet<>()).add(use.host())) {
        all.add(use);
      }
    }
    return new UsedPorts(all);
  }

  /** The ports that this host was given. */
  public List<Port> by(HostId host) {
    return uses.stream().filter(use -> use.host().equals(host)).map(Use::port).toList();
  }

  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    uses.forEach(use -> text.append(use).append('\n'));
    return text.toString();
  }
}
