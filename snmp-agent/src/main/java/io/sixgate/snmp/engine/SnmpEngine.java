package io.sixgate.snmp.engine;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.snmp.table.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.SNMP4JSettings.ReportSecurityLevelStrategy;
import org.snmp4j.Snmp;
import org.snmp4j.agent.CommandProcessor;
import org.snmp4j.agent.DefaultMOServer;
import org.snmp4j.agent.DuplicateRegistrationException;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A socket that answers SNMP, from its opening to its end. */
public final class SnmpEngine implements Closeable {
  private final Listening listening;
  private final Snmp snmp;
  private final Sender sender;

  private SnmpEngine(Listening listening, Snmp snmp, Sender sender) {
    this.listening = listening;
    this.snmp = snmp;
    this.sender = sender;
  }

  /**
   * Answers from now on.
   *
   * @param identity the file that keeps it from start to start
   * @param roots below which everything is
   * @param refused where refusals are counted
   * @param upTime which notifications tell
   * @throws IOException if the port is taken or the file cannot be written
   */
  public static SnmpEngine open(
      Listening listening,
      Path identity,
      List<OID> roots,
      Supplier<Snapshot> snapshot,
      Refused refused,
      UpTime upTime)
      throws IOException {
    // Else those with a wrong user wait for an answer until they give up.
    SNMP4JSettings.setReportSecurityLevelStrategy(ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    DefaultUdpTransportMapping socket = socket(listening.address());
    try {
      EngineIdentity self = EngineIdentity.next(identity);
      MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv2c());
      dispatcher.addMessageProcessingModel(new MPv3(users(listening, self, refused)));
      DefaultMOServer objects = new DefaultMOServer();
      objects.addContext(new OctetString());
      for (OID root : roots) {
        objects.register(new Subtree(root, snapshot), null);
      }
      CommandProcessor processor = new CommandProcessor(self.id());
      processor.addMOServer(objects);
      ReadOnly access = new ReadOnly(listening, self.id(), refused);
      processor.setVacm(access);
      processor.setCoexistenceProvider(access);
      dispatcher.addCommandResponder(processor);
      Snmp snmp = new Snmp(dispatcher, socket);
      snmp.listen();
      return new SnmpEngine(
          listening, snmp, new Sender(listening.sending(), snmp, self.id(), upTime));
    } catch (IOException e) {
      socket.close();
      throw e;
    } catch (DuplicateRegistrationException e) {
      socket.close();
      throw new IllegalStateException(e);
    }
  }

  /** Not with SO_REUSEADDR, by which two programs could have the same UDP port. */
  private static DefaultUdpTransportMapping socket(ServerAddress address) throws IOException {
    try {
      return new DefaultUdpTransportMapping(
          new UdpAddress(address.address() + "/" + address.port()), false);
    } catch (SocketException e) {
      throw new IOException(
          "cannot listen on udp %s: %s; \"ss -ulpn\" shows who has the port, another one is written as snmp.listen in gateway.yaml"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static USM users(Listening listening, EngineIdentity self, Refused refused) {
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
    protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
    protocols.addPrivacyProtocol(new PrivAES128());
    CounterSupport counters = new CounterSupport();
    counters.addCounterListener(new DefaultCounterListener());
    counters.addCounterListener(refused);
    USM users = new USM(protocols, self.id(), self.boots(), counters);
    // Who is only sent to may not ask: ReadOnly sees to that.
    listening.sending().users().forEach((name, secret) -> users.addUser(user(name, secret)));
    listening.users().forEach((name, secret) -> users.addUser(user(name, secret)));
    return users;
  }

  private static UsmUser user(Label name, Passphrases secret) {
    return new UsmUser(
        new OctetString(name.text()),
        AuthHMAC192SHA256.ID,
        new OctetString(secret.authentication()),
        PrivAES128.ID,
        new OctetString(secret.encryption()));
  }

  public Listening listening() {
    return listening;
  }

  /**
   * Sends a notification to every receiver.
   *
   * @param type its name
   * @return what could not be sent, one text each
   */
  public List<String> announce(OID type, List<VariableBinding> objects) {
    return sender.send(type, objects);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    snmp.close();
  }
}
