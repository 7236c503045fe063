package io.sixgate.cli;

import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.WrongValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an endpoint. */
final class NameArgument implements ITypeConverter<EndpointName> {
  @Override
  public EndpointName convert(String text) {
    try {
      return EndpointName.parse(text);
    } catch (WrongValueException e) {
      throw new TypeConversionException("\"" + text + "\" is wrong because " + e.getMessage());
    }
  }
}
