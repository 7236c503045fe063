package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Found;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file's declaration of one of the three kinds, or its failure. */
record Parsed(
    Found file,
    Optional<Gateway> gateway,
    Optional<CustomerDeclaration> customer,
    Optional<HostDeclaration> host,
    List<Problem> problems,
    Optional<IOException> failure) {
  /** Far more than any disk needs for 1 MiB. */
  private static final Duration READ_DEADLINE = Duration.ofSeconds(5);

  /** Where a file is to be opened; see {@link Links#readable}. */
  interface Opening {
    Path path(Found file) throws IOException;
  }

  static Parsed read(Found file, Opening opening) {
    List<Problem> problems = new ArrayList<>();
    Optional<Gateway> gateway = Optional.empty();
    Optional<CustomerDeclaration> customer = Optional.empty();
    Optional<HostDeclaration> host = Optional.empty();
    try {
      byte[] bytes =
          DeadlineReader.read(opening.path(file), YamlFile.MOST_BYTES + 1, READ_DEADLINE);
      if (file.folder().equals(FileNames.ROOT)) {
        gateway = GatewayReader.read(bytes, file.file(), problems::add);
      } else if (file.name().equals(FileNames.CUSTOMER)) {
        customer = CustomerReader.read(new Label(file.folder()), bytes, file.file(), problems::add);
      } else {
        host = HostReader.read(id(file), bytes, file.file(), problems::add);
      }
    } catch (IOException e) {
      return new Parsed(file, gateway, customer, host, problems, Optional.of(e));
    }
    return new Parsed(file, gateway, customer, host, problems, Optional.empty());
  }

  /** The host whose file it is. */
  static HostId id(Found file) {
    String name = file.name().substring(0, file.name().length() - ".yaml".length());
    return new HostId(new Label(file.folder()), new Label(name));
  }

  boolean isUsable() {
    return gateway.isPresent() || customer.isPresent() || host.isPresent();
  }
}
