package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.Crypt;

/** Who may send, by address and by login: all hosts of an inventory that have {@code send-as}. */
final class Senders {
  static final Senders NONE = new Senders(Map.of(), Map.of());

  /** A password with which a host's mail may be sent. */
  record Login(String name, String hash, Sender sender) {}

  private final Map<IpAddress, Sender> byAddress;
  private final Map<String, List<Login>> byLogin;

  private Senders(Map<IpAddress, Sender> byAddress, Map<String, List<Login>> byLogin) {
    this.byAddress = byAddress;
    this.byLogin = byLogin;
  }

  static Senders of(Inventory inventory) {
    Map<IpAddress, Sender> byAddress = new HashMap<>();
    Map<String, List<Login>> byLogin = new HashMap<>();
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        host.mail()
            .filter(mail -> !mail.sendAs().isEmpty())
            .ifPresent(mail -> add(host, mail, byAddress, byLogin));
      }
    }
    return new Senders(byAddress, byLogin);
  }

  private static void add(
      Host host, Mail mail, Map<IpAddress, Sender> byAddress, Map<String, List<Login>> byLogin) {
    Sender sender = new Sender(host.id(), Set.copyOf(mail.sendAs()));
    host.addresses().forEach(address -> byAddress.put(address, sender));
    mail.logins()
        .forEach(
            login ->
                byLogin
                    .computeIfAbsent(login.name(), name -> new ArrayList<>())
                    .add(new Login(login.name(), login.passwordHash(), sender)));
  }

  int size() {
    return byAddress.size();
  }

  Optional<Sender> at(IpAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Two hosts may use one login name with passwords of their own; the password decides. */
  Optional<Login> withLogin(String name, String password) {
    return byLogin.getOrDefault(name, List.of()).stream()
        .filter(login -> matches(password, login.hash()))
        .findFirst();
  }

  /** What whoever logged in before may do now; empty if his login is not there any more. */
  Optional<Sender> now(Login login) {
    return byLogin.getOrDefault(login.name(), List.of()).stream()
        .filter(each -> each.hash().equals(login.hash()))
        .map(Login::sender)
        .findFirst();
  }

  private static boolean matches(String password, String hash) {
    String tried = Crypt.crypt(password, hash);
    return MessageDigest.isEqual(
        tried.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }
}
