package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.MailDeclaration;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.MailDomain.ClientAddress;
import io.sixgate.inventory.model.MailDomain.Tls;
import io.sixgate.inventory.model.MailDomain.UnknownWhileDown;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/** Reads the {@code mail:} part of a host file. */
final class MailReader {
  private static final Port SMTP = new Port(25);

  private final Settings settings;

  private MailReader(Settings settings) {
    this.settings = settings;
  }

  static Optional<MailDeclaration> read(YamlValue value) {
    Optional<YamlMap> map =
        value.map(
            "domains",
            "send-as",
            "primary",
            "logins",
            "client-address",
            "tls",
            "unknown-while-down");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    YamlMap keys = map.get();
    Optional<Settings> settings =
        Settings.of(
            keys, new Settings(ClientAddress.NONE, Tls.OPPORTUNISTIC, UnknownWhileDown.DEFER));
    Wanted<List<Declared<Mail.Primary>>> primaries =
        Wanted.of(keys.get("primary"), MailReader::primaries);
    if (settings.isEmpty() || primaries.wrong()) {
      return Optional.empty();
    }
    return Optional.of(
        new MailDeclaration(
            Reading.each(keys.list("domains"), new MailReader(settings.get())::domain),
            Reading.eachDeclared(keys.list("send-as"), Hostname::parse),
            primaries.value().orElse(List.of()),
            Reading.each(keys.list("logins"), MailReader::login),
            value.place()));
  }

  private Optional<Declared<MailDomain>> domain(YamlValue value) {
    if (!value.isMap()) {
      return value.as(Hostname::parse).map(name -> declared(value, name, settings));
    }
    Optional<YamlMap> map = value.map("name", "client-address", "tls", "unknown-while-down");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("name", "acme.example"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Settings> own = Settings.of(map.get(), settings);
    Optional<Hostname> name = written.get().as(Hostname::parse);
    return own.isEmpty() ? Optional.empty() : name.map(n -> declared(written.get(), n, own.get()));
  }

  private static Declared<MailDomain> declared(YamlValue where, Hostname name, Settings settings) {
    return Declared.at(
        where,
        new MailDomain(
            name,
            settings.clientAddress(),
            settings.tls(),
            settings.unknownWhileDown(),
            where.place()));
  }

  private static Optional<List<Declared<Mail.Primary>>> primaries(YamlValue value) {
    List<YamlValue> items = value.listOrOne();
    List<Declared<Mail.Primary>> primaries = Reading.each(items, MailReader::primary);
    return items.isEmpty() || primaries.size() < items.size()
        ? Optional.empty()
        : Optional.of(primaries);
  }

  private static Optional<Declared<Mail.Primary>> primary(YamlValue value) {
    if (!value.isMap()) {
      return value
          .as(Ipv6Address::parse)
          .map(address -> Declared.at(value, new Mail.Primary(address, SMTP)));
    }
    Optional<YamlMap> map = value.map("address", "port");
    Optional<YamlValue> written = map.flatMap(keys -> keys.required("address", "2001:db8:a::25"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Wanted<Port> port = Wanted.of(map.get().get("port"), v -> v.as(Port::parse));
    Optional<Ipv6Address> address = written.get().as(Ipv6Address::parse);
    return port.wrong()
        ? Optional.empty()
        : address.map(
            a -> Declared.at(written.get(), new Mail.Primary(a, port.value().orElse(SMTP))));
  }

  private static Optional<Mail.Login> login(YamlValue value) {
    Optional<YamlMap> map = value.map("name", "password-hash");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name =
        map.get().required("name", "newsletter").flatMap(v -> v.as(MailReader::loginName));
    Optional<String> hash =
        map.get().required("password-hash", "\"$6$…\"").flatMap(v -> v.asSecret(MailReader::hash));
    return name.isEmpty() ? Optional.empty() : hash.map(h -> new Mail.Login(name.get(), h));
  }

  private static String loginName(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}")) {
      throw new WrongValueException(
          "it is not a login name", "use at most 128 letters, digits and . _ @ + -");
    }
    return text;
  }

  /** SHA-256 and SHA-512 of crypt(5), which need no library beyond the JDK's digests. */
  private static String hash(String text) {
    if (!text.matches(
        "\\$[56]\\$(rounds=[0-9]{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43,86}")) {
      throw new WrongValueException(
          "it is not a password hash ($5$… or $6$…)", "write what \"mkpasswd -m sha-512\" prints");
    }
    return text;
  }

  /** What may be said once for the host and again for a domain. */
  private record Settings(ClientAddress clientAddress, Tls tls, UnknownWhileDown unknownWhileDown) {
    static Optional<Settings> of(YamlMap keys, Settings defaults) {
      Wanted<ClientAddress> clientAddress =
          Wanted.of(
              keys.get("client-address"),
              v -> v.oneOf(List.of(ClientAddress.values()), ClientAddress::text));
      Wanted<Tls> tls = Wanted.of(keys.get("tls"), v -> v.oneOf(List.of(Tls.values()), Tls::text));
      Wanted<UnknownWhileDown> unknown =
          Wanted.of(
              keys.get("unknown-while-down"),
              v -> v.oneOf(List.of(UnknownWhileDown.values()), UnknownWhileDown::text));
      return clientAddress.wrong() || tls.wrong() || unknown.wrong()
          ? Optional.empty()
          : Optional.of(
              new Settings(
                  clientAddress.value().orElse(defaults.clientAddress()),
                  tls.value().orElse(defaults.tls()),
                  unknown.value().orElse(defaults.unknownWhileDown())));
    }
  }
}
