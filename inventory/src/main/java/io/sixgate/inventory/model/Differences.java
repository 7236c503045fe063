package io.sixgate.inventory.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Where two snapshots differ. */
final class Differences {
  private Differences() {}

  /**
   * Hands over what differs, before and after. Walks both side by side: nothing is looked up, and
   * what is the same instance is not even compared.
   *
   * @param before in the order of their names, as {@code after}
   */
  @SuppressWarnings("ReferenceEquality") // The same instance is the same.
  static <T> void each(
      Collection<T> before,
      Collection<T> after,
      Function<T, Label> name,
      BiConsumer<Optional<T>, Optional<T>> differing) {
    Iterator<T> olds = before.iterator();
    Iterator<T> news = after.iterator();
    T old = next(olds);
    T now = next(news);
    while (old != null || now != null) {
      int order = order(old, now, name);
      if (old != now) {
        differing.accept(
            Optional.ofNullable(order <= 0 ? old : null),
            Optional.ofNullable(order >= 0 ? now : null));
      }
      old = order <= 0 ? next(olds) : old;
      now = order >= 0 ? next(news) : now;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static <T> int order(T old, T now, Function<T, Label> name) {
    if (old == now) {
      return 0;
    }
    if (old == null || now == null) {
      return old == null ? 1 : -1;
    }
    return name.apply(old).compareTo(name.apply(now));
  }

  private static <T> T next(Iterator<T> from) {
    return from.hasNext() ? from.next() : null;
  }
}
