package io.sixgate.cli;

import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a service that can be lent. */
final class ServiceArgument implements ITypeConverter<LeasedService> {
  /** Those with a name of their own, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return LeasedService.names().iterator();
    }
  }

  @Override
  public LeasedService convert(String text) {
    try {
      return LeasedService.parse(text);
    } catch (WrongValueException e) {
      throw new TypeConversionException("\"" + text + "\" is wrong because " + e.getMessage());
    }
  }
}
