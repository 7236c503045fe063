package io.sixgate.nat64.agent;

import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.jool.Jool;
import io.sixgate.nat64.state.Translator;
import io.sixgate.nat64.tayga.Tayga;
import java.util.Optional;

/** The translators of this gateway, made when they are first wanted. */
final class BackEnds {
  private final Nat64Settings settings;
  private Jool jool;
  private Tayga tayga;

  BackEnds(Nat64Settings settings) {
    this.settings = settings;
  }

  /** The one that is to do it. */
  Translator<?> choose(Optional<Nat64> configured) throws InterruptedException {
    if (BackEndChoice.of(settings, configured) == Nat64BackEnd.TAYGA) {
      if (tayga == null) {
        tayga = new Tayga(settings.tayga());
      }
      return tayga;
    }
    if (jool == null) {
      jool = new Jool(settings.joolSettings());
    }
    jool.removeForeign(configured.filter(Nat64::removeForeign).isPresent());
    return jool;
  }
}
