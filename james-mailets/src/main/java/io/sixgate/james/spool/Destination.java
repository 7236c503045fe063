package io.sixgate.james.spool;

/**
 * What mail waits for: the domain, usually; whoever stores decides.
 *
 * @param name the name of its folder: lower-case letters, digits and {@code . - _ @ +}
 */
public record Destination(String name) implements Comparable<Destination> {
  private static final int LONGEST = 255; // a file name of ext4

  public Destination {
    boolean good =
        !name.isEmpty()
            && name.length() <= LONGEST
            && name.charAt(0) != '.'
            && name.chars()
                .allMatch(
                    c ->
                        (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || ".-_@+".indexOf(c) >= 0);
    if (!good) {
      throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a folder");
    }
  }

  @Override
  public int compareTo(Destination other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
