package io.sixgate.haproxy.configuration;

import java.util.Optional;
import java.util.function.Function;

/**
 * A text that is made anew only when what it is made of is another: nearly no change of a host
 * alters the configuration.
 *
 * @param <F> what it is made of
 */
public final class KeptText<F> {
  private record Made<F>(F of, String text) {}

  private final Function<F, String> maker;
  private Optional<Made<F>> last = Optional.empty();

  /** A text that was not made yet. */
  public KeptText(Function<F, String> maker) {
    this.maker = maker;
  }

  /** The text made of this. */
  public String of(F facts) {
    if (last.filter(made -> made.of().equals(facts)).isEmpty()) {
      last = Optional.of(new Made<>(facts, maker.apply(facts)));
    }
    return last.get().text();
  }
}
