package io.sixgate.snmp.engine;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp.Receiver;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Sends notifications, from a port of its own: the one that answers may be on loopback. In SNMPv3
 * it goes by the same name as the one that answers (RFC 3412, 2.3).
 */
final class Sender implements Closeable {
  private final Sending sending;
  private final Snmp snmp;
  private final OctetString engine;
  private final DefaultUdpTransportMapping socket;
  private final UpTime upTime;

  Sender(Sending sending, Snmp snmp, OctetString engine, UpTime upTime) throws IOException {
    this.sending = sending;
    this.snmp = snmp;
    this.engine = engine;
    this.upTime = upTime;
    this.socket = new DefaultUdpTransportMapping();
  }

  /**
   * Sends it to each receiver. Nobody acknowledges it.
   *
   * @param type its name
   * @return what could not be sent, one text each
   */
  List<String> send(OID type, List<VariableBinding> objects) {
    List<String> failures = new ArrayList<>();
    for (Receiver receiver : sending.receivers()) {
      PDU pdu = receiver.user().isPresent() ? new ScopedPDU() : new PDU();
      pdu.setType(PDU.NOTIFICATION);
      pdu.add(new VariableBinding(SnmpConstants.sysUpTime, upTime.now()));
      pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, type));
      objects.forEach(pdu::add);
      try {
        snmp.send(pdu, target(receiver), socket);
      } catch (IOException e) {
        failures.add("no notification to %s: %s".formatted(receiver, e.getMessage()));
      }
    }
    return failures;
  }

  private Target<UdpAddress> target(Receiver receiver) {
    UdpAddress address =
        new UdpAddress(receiver.address().address() + "/" + receiver.address().port());
    return receiver.user().map(user -> byUser(address, user)).orElseGet(() -> plain(address));
  }

  private Target<UdpAddress> byUser(UdpAddress address, Label user) {
    UserTarget<UdpAddress> target =
        new UserTarget<>(
            address, new OctetString(user.text()), engine.getValue(), SecurityLevel.AUTH_PRIV);
    target.setVersion(SnmpConstants.version3);
    return target;
  }

  private Target<UdpAddress> plain(UdpAddress address) {
    CommunityTarget<UdpAddress> target =
        new CommunityTarget<>(address, new OctetString(sending.community()));
    target.setVersion(SnmpConstants.version2c);
    return target;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
