package io.sixgate.haproxy.runtime;

/**
 * The HAProxy process that answers, as {@code show info} tells. Two that are equal are the same
 * process: a reload or restart gives another, whose maps are what the files held when it started.
 *
 * @param pid process id
 * @param startSeconds seconds since the epoch
 * @param version as HAProxy writes it, e.g. {@code 2.6.12-1+deb12u4}
 */
public record Worker(int pid, long startSeconds, String version) {
  /** Whether {@code set map} and {@code del map} walk the whole map: so until 2.9. */
  public boolean changesAreLinear() {
    String[] numbers = version.split("[^0-9]", 3);
    try {
      int major = Integer.parseInt(numbers[0]);
      int minor = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
      return major < 2 || (major == 2 && minor < 9);
    } catch (NumberFormatException unknownVersion) {
      return true; // the dearer assumption is the safe one
    }
  }
}
