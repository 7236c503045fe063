package io.sixgate.nat64.nft;

/** The tunnel between the kernel and TAYGA. */
public final class TaygaDevice {
  /** Its name; {@code nat64} is that of the TAYGA that Debian 13 starts by itself. */
  public static final String NAME = "sixgate64";

  private TaygaDevice() {}
}
