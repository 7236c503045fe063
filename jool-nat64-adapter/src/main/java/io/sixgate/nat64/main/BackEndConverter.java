package io.sixgate.nat64.main;

import io.sixgate.inventory.model.Nat64BackEnd;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a back end. */
final class BackEndConverter implements ITypeConverter<Nat64BackEnd> {
  @Override
  public Nat64BackEnd convert(String text) {
    List<Nat64BackEnd> all = List.of(Nat64BackEnd.values());
    return all.stream()
        .filter(one -> one.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"%s\" is not one of %s"
                        .formatted(
                            text,
                            String.join(
                                ", ",
                                Stream.of(Nat64BackEnd.values()).map(b -> b.text()).toList()))));
  }
}
