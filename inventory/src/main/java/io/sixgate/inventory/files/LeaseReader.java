package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.LeaseDeclaration;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads a lease of a host. */
final class LeaseReader {
  private LeaseReader() {}

  static Optional<LeaseDeclaration> read(HostId id, YamlValue value) {
    Optional<YamlMap> map = value.map("service", "address", "name", "expires", "reclaimed");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<Declared<LeasedService>> service =
        map.get()
            .required("service", "pop3")
            .flatMap(v -> Reading.declared(v, LeasedService::parse));
    Optional<Declared<Ipv4Address>> address =
        map.get()
            .required("address", "192.0.2.7")
            .flatMap(v -> Reading.declared(v, Ipv4Address::parse));
    Wanted<LocalDate> expires = Wanted.of(map.get().get("expires"), v -> v.as(LeaseReader::date));
    Wanted<Declared<Instant>> reclaimed =
        Wanted.of(map.get().get("reclaimed"), v -> Reading.declared(v, LeaseReader::time));
    if (service.isEmpty() || address.isEmpty() || expires.wrong() || reclaimed.wrong()) {
      return Optional.empty();
    }
    Optional<Declared<Label>> name =
        map.get().get("name").isPresent()
            ? map.get().get("name").flatMap(v -> Reading.declared(v, Label::parse))
            : defaultName(id, value, service.get().value());
    return name.map(
        label ->
            new LeaseDeclaration(
                value.path(),
                service.get(),
                address.get(),
                label,
                expires.value(),
                reclaimed.value()));
  }

  private static Optional<Declared<Label>> defaultName(
      HostId id, YamlValue entry, LeasedService service) {
    try {
      return Optional.of(
          Declared.at(entry, Label.parse(service + "-" + id.customer() + "-" + id.host())));
    } catch (WrongValueException e) {
      entry.wrong(
          "its name SERVICE-CUSTOMER-HOST would have more than 63 characters",
          "write a shorter name: in it");
      return Optional.empty();
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new WrongValueException(
          "it is not a time", "write DATE, T, time and zone, e.g. 2027-12-31T09:30:00Z");
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new WrongValueException("it is not a date", "write YEAR-MONTH-DAY, e.g. 2027-12-31");
    }
  }
}
