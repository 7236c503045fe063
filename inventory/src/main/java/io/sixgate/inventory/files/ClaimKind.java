package io.sixgate.inventory.files;

/** What can be claimed. */
enum ClaimKind {
  NAME(true, "serve it from one host"),
  MAIL_DOMAIN(true, "name it for one host"),
  ZONE(true, "name it for one host, with all its servers:"),
  SOCKET(false, "use another port"),
  LEASE_NAME(false, "use another name"),
  NAT64_SHARE(false, "use other ports or another address");

  private final boolean domainDecides;
  private final String wayOut;

  ClaimKind(boolean domainDecides, String wayOut) {
    this.domainDecides = domainDecides;
    this.wayOut = wayOut;
  }

  String reason(LostClaim lost) {
    if (lost.withinCustomer()) {
      return lost.places() + " has it already";
    }
    return lost.places()
        + (lost.rivals().size() == 1 ? " claims it too" : " claim it too")
        + (domainDecides ? " and neither customer lists its domain" : ", so neither has it");
  }

  /**
   * What to do.
   *
   * @param file in which the lost claim stands
   */
  String remedy(LostClaim lost, String customer, String file) {
    if (domainDecides && lost.rivals().stream().allMatch(rival -> rival.file().equals(file))) {
      return "leave one of the two out";
    }
    return domainDecides && !lost.withinCustomer()
        ? "list the domain in "
            + customer
            + "/customer.yaml if it is "
            + customer
            + "'s, else leave this out"
        : wayOut;
  }
}
