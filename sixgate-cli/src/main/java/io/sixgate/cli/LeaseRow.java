package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A lease as the commands show it.
 *
 * @param state as {@link io.sixgate.inventory.model.LeaseState} writes it
 * @param expires null: never
 * @param reclaimed null: it is not to be
 * @param free when the address is free again; null if nothing says so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LeaseRow(
    String name,
    String host,
    String service,
    String address,
    int port,
    String state,
    String expires,
    String reclaimed,
    String free) {

  static LeaseRow of(LeasePool pool, Host host, Lease lease) {
    return new LeaseRow(
        lease.name() + "." + pool.domain(),
        host.id().toString(),
        lease.service().name(),
        lease.address().toString(),
        lease.service().port().number(),
        lease.state().text(),
        lease.expires().map(LocalDate::toString).orElse(null),
        lease.reclaimed().map(Instant::toString).orElse(null),
        lease.reclaimed().map(from -> from.plus(pool.handover()).toString()).orElse(null));
  }

  List<String> cells() {
    return List.of(
        name,
        host,
        service,
        address,
        state,
        Optional.ofNullable(expires).orElse("-"),
        Optional.ofNullable(free).orElse("-"));
  }
}
