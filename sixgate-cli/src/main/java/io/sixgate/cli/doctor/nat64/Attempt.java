package io.sixgate.cli.doctor.nat64;

import java.util.Locale;

/** A TCP connection that is tried from inside a host. */
public enum Attempt {
  /** To a name, as any program does it. */
  NAME,
  /** To an IPv4 address behind the prefix. */
  SYNTHESISED,
  /** To the IPv4 address itself. */
  LITERAL;

  /** As the script has it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
