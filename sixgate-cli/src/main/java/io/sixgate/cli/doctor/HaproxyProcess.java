package io.sixgate.cli.doctor;

/**
 * The HAProxy that answers.
 *
 * @param version as HAProxy writes it
 * @param user effective user id
 * @param capabilities the effective set, bit N for capability N of capabilities(7)
 * @param maxconn connections that it takes at a time
 * @param openFiles file descriptors that it may have
 * @param neededFiles file descriptors that it wants at maxconn
 */
public record HaproxyProcess(
    int pid,
    String version,
    int user,
    long capabilities,
    long maxconn,
    long openFiles,
    long neededFiles) {
  private static final int NET_ADMIN = 12;
  private static final int NET_RAW = 13;

  /** Whether the kernel lets it bind addresses of others: IPV6_TRANSPARENT of ipv6(7). */
  boolean mayBindForeignAddresses() {
    return (capabilities & (1L << NET_ADMIN | 1L << NET_RAW)) != 0;
  }
}
