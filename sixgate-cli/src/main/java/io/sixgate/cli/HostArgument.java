package io.sixgate.cli;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.WrongValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code CUSTOMER/HOST}. */
final class HostArgument implements ITypeConverter<HostId> {
  @Override
  public HostId convert(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw wrong(text, "it is not CUSTOMER/HOST; write e.g. acme/web1");
    }
    try {
      HostId host =
          new HostId(Label.parse(text.substring(0, slash)), Label.parse(text.substring(slash + 1)));
      if (!FileInventory.isHost(host)) {
        throw wrong(text, "that file is the customer's own; name the host otherwise");
      }
      return host;
    } catch (WrongValueException e) {
      throw wrong(text, e.getMessage());
    }
  }

  private static TypeConversionException wrong(String text, String why) {
    return new TypeConversionException("\"" + text + "\" is wrong because " + why);
  }
}
