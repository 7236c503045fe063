package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.inventory.schema.InventorySchema;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Prints the JSON Schema of a file of the inventory.",
    description =
        "For editors, which complete and check by it while the file is typed. What depends on"
            + " other files, sixgate check tells.")
final class SchemaCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      converter = Word.class,
      description =
          "gateway for gateway.yaml, customer for CUSTOMER/customer.yaml, host for"
              + " CUSTOMER/HOST.yaml.")
  private InventorySchema schema;

  @Spec private CommandSpec spec;

  /** Reads {@code gateway}, {@code customer} or {@code host}. */
  static final class Word implements ITypeConverter<InventorySchema> {
    @Override
    public InventorySchema convert(String text) {
      return Stream.of(InventorySchema.values())
          .filter(schema -> schema.word().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + text + "\" has no schema; use gateway, customer or host"));
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(schema.text());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
