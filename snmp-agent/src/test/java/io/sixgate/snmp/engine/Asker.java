package io.sixgate.snmp.engine;

import io.sixgate.inventory.net.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Who asks the agent, one request at a time. */
final class Asker implements Closeable {
  private static final long PATIENCE_MILLIS = 10_000;

  private final UdpAddress agent;
  private final Snmp snmp;
  private final USM users;

  Asker(ServerAddress agent) throws IOException {
    this.agent = new UdpAddress(agent.address() + "/" + agent.port());
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
    protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
    protocols.addPrivacyProtocol(new PrivAES128());
    users = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(users));
    snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
    snmp.listen();
  }

  /** The answer; null if there is none. */
  PDU v2c(String community, int type, OID name) throws IOException {
    CommunityTarget<UdpAddress> target = new CommunityTarget<>(agent, new OctetString(community));
    target.setVersion(SnmpConstants.version2c);
    return ask(new PDU(), type, name, target);
  }

  PDU v3(String user, Passphrases secret, int type, OID name) throws IOException {
    OctetString userName = new OctetString(user);
    users.addUser(
        new UsmUser(
            userName,
            AuthHMAC192SHA256.ID,
            new OctetString(secret.authentication()),
            PrivAES128.ID,
            new OctetString(secret.encryption())));
    UserTarget<UdpAddress> target =
        new UserTarget<>(agent, userName, new byte[0], SecurityLevel.AUTH_PRIV);
    target.setVersion(SnmpConstants.version3);
    return ask(new ScopedPDU(), type, name, target);
  }

  private PDU ask(PDU request, int type, OID name, Target<UdpAddress> target) throws IOException {
    target.setTimeout(PATIENCE_MILLIS);
    target.setRetries(0);
    request.setType(type);
    request.add(
        type == PDU.SET
            ? new VariableBinding(name, new OctetString("other"))
            : new VariableBinding(name));
    return snmp.send(request, target).getResponse();
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
