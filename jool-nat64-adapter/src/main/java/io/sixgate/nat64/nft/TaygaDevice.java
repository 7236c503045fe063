package io.sixgate.nat64.nft;

/** The tunnel between the kernel and TAYGA. */
public final class TaygaDevice {
  /** Its name. */
  public static final String NAME = "nat64";

  private TaygaDevice() {}
}
