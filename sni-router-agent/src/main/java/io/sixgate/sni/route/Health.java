package io.sixgate.sni.route;

/** Which addresses may be used; asked for hosts only that have more than one. */
@FunctionalInterface
public interface Health {
  /** Nothing is known against any address. */
  Health ALL_UP = target -> true;

  boolean isUp(Target target);
}
