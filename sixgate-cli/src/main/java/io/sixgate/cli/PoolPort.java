package io.sixgate.cli;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An IPv4 address and a port of it, written {@code 192.0.2.33:4312}. */
record PoolPort(Ipv4Address address, Port port) {

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<PoolPort> {
    @Override
    public PoolPort convert(String text) {
      int colon = text.indexOf(':');
      try {
        return new PoolPort(
            Ipv4Address.parse(text.substring(0, Math.max(colon, 0))),
            Port.parse(text.substring(colon + 1)));
      } catch (WrongValueException e) {
        throw new TypeConversionException(
            "\"%s\" is not ADDRESS:PORT, e.g. 192.0.2.33:4312".formatted(text));
      }
    }
  }

  @Override
  public String toString() {
    return address + ":" + port;
  }
}
