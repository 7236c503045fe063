package io.sixgate.agent.main;

import java.lang.reflect.Proxy;

/**
 * Unix signals by {@code sun.misc.Signal}, the JDK's own, in the module jdk.unsupported: "critical
 * internal API" that stays until there is another one (JEP 260).
 *
 * <p>By reflection, as javac warns of each use of it, the warning cannot be suppressed, and
 * warnings are errors here.
 */
public final class Signals {

  private Signals() {}

  /**
   * Does something on each such signal, in a thread of the JVM, instead of what the JVM does.
   *
   * @param name without SIG, e.g. {@code HUP}
   * @throws IllegalStateException if this Java cannot do that, as with {@code -Xrs}
   */
  public static void on(String name, Runnable reaction) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                reaction.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot handle SIG" + name, e);
    }
  }
}
