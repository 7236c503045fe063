package io.sixgate.inventory.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One for each kind of file. */
public enum InventorySchema {
  /** Of gateway.yaml. */
  GATEWAY("gateway"),
  /** Of CUSTOMER/customer.yaml. */
  CUSTOMER("customer"),
  /** Of CUSTOMER/HOST.yaml. */
  HOST("host");

  private final String word;

  InventorySchema(String word) {
    this.word = word;
  }

  /** {@code gateway}, {@code customer} or {@code host}. */
  public String word() {
    return word;
  }

  /** The file's name where packages install it. */
  public String file() {
    return word + ".schema.json";
  }

  /** The schema, as JSON. */
  public String text() {
    try (InputStream in = InventorySchema.class.getResourceAsStream(file())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return word;
  }
}
