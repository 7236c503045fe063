package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a host has come in the {@link Assembly}. */
final class HostEntry {
  final HostId id;
  Optional<HostDeclaration> declared = Optional.empty();
  List<Problem> fileProblems = List.of();
  List<Problem> checkProblems = List.of();
  List<Problem> claimProblems = List.of();

  /** What claims: right in itself. */
  Optional<Host> candidate = Optional.empty();

  /**
   * What is served: the candidate without the claims that it lost; the same instance if it lost
   * none.
   */
  Optional<Host> served = Optional.empty();

  HostEntry(HostId id) {
    this.id = id;
  }

  List<Problem> problems() {
    if (fileProblems.isEmpty() && checkProblems.isEmpty() && claimProblems.isEmpty()) {
      return List.of(); // as nearly all: asked of each of a customer's hosts when one changes
    }
    return Stream.of(fileProblems, checkProblems, claimProblems).flatMap(List::stream).toList();
  }
}
