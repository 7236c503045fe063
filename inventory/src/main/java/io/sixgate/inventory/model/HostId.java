package io.sixgate.inventory.model;

import java.util.Comparator;

/** Which host: {@code acme/web1}. */
public record HostId(Label customer, Label host) implements Comparable<HostId> {
  private static final Comparator<HostId> ORDER =
      Comparator.comparing(HostId::customer).thenComparing(HostId::host);

  @Override
  public int compareTo(HostId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return customer + "/" + host;
  }
}
