package io.sixgate.haproxy.main;

import io.sixgate.haproxy.BridgeSettings;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path that is to stand in HAProxy's configuration, and makes it absolute. */
final class ConfigurationPath implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    Path path = Path.of(text).toAbsolutePath();
    try {
      BridgeSettings.checkPath(path);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
    return path;
  }
}
