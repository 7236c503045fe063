package io.sixgate.haproxy.runtime;

/** Commands on one entry of a map, as typed into the Runtime API (management guide, 9.3). */
public final class MapCommand {
  /** Longest word; names have at most 253 bytes, and paths should not be longer either. */
  public static final int LONGEST_WORD = 512;

  private MapCommand() {}

  public static String add(String map, String key, String value) {
    return "add map " + word(map) + ' ' + word(key) + ' ' + word(value);
  }

  public static String set(String map, String key, String value) {
    return "set map " + word(map) + ' ' + word(key) + ' ' + word(value);
  }

  public static String del(String map, String key) {
    return "del map " + word(map) + ' ' + word(key);
  }

  /**
   * Lets pass what HAProxy reads as one word wherever it stands: printable ASCII without what its
   * command line gives a meaning (blank, {@code ;}, backslash, quotes, a leading {@code #}, which
   * names an entry by its address, a leading {@code @}, which names a version, and {@code <<}).
   *
   * @throws IllegalArgumentException naming the word, if it isn't one
   */
  public static String word(String text) {
    boolean wrong =
        text.isEmpty()
            || text.length() > LONGEST_WORD
            || text.charAt(0) == '#'
            || text.charAt(0) == '@'
            || text.startsWith("<<");
    for (int i = 0; i < text.length() && !wrong; i++) {
      char c = text.charAt(i);
      wrong = c <= ' ' || c > '~' || c == ';' || c == '\\' || c == '"' || c == '\'';
    }
    if (wrong) {
      throw new IllegalArgumentException(
          "\"%s\" is not a word that HAProxy's Runtime API can take".formatted(text));
    }
    return text;
  }
}
