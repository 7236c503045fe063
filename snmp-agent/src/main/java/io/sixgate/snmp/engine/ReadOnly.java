package io.sixgate.snmp.engine;

import io.sixgate.inventory.model.Label;
import java.util.Set;
import java.util.stream.Collectors;
import org.snmp4j.agent.mo.snmp.CoexistenceInfo;
import org.snmp4j.agent.mo.snmp.CoexistenceInfoProvider;
import org.snmp4j.agent.security.VACM;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * Who may ask: whoever has the one community over SNMPv2c, and the users of SNMPv3 if their
 * requests are authenticated and encrypted. They may read everything and write nothing.
 */
final class ReadOnly implements VACM, CoexistenceInfoProvider {
  private static final OctetString ALL = new OctetString("all");

  private final Listening listening;
  private final OctetString engine;
  private final Set<OctetString> users;
  private final Refused refused;

  ReadOnly(Listening listening, OctetString engine, Refused refused) {
    this.listening = listening;
    this.engine = engine;
    this.users =
        listening.users().keySet().stream()
            .map(Label::text)
            .map(OctetString::new)
            .collect(Collectors.toUnmodifiableSet());
    this.refused = refused;
  }

  @Override
  public OctetString getViewName(
      OctetString context, OctetString name, int model, int level, int type) {
    if (!isKnown(name, model, level)) {
      refused.stranger();
      return null;
    }
    if (type == VIEW_WRITE) {
      refused.write();
    }
    return type == VIEW_READ ? ALL : null;
  }

  private boolean isKnown(OctetString name, int model, int level) {
    return model == SecurityModel.SECURITY_MODEL_USM
        ? level == SecurityLevel.AUTH_PRIV && users.contains(name)
        : model == SecurityModel.SECURITY_MODEL_SNMPv2c && isCommunity(name);
  }

  private boolean isCommunity(OctetString name) {
    return listening.community().map(OctetString::new).filter(name::equals).isPresent();
  }

  @Override
  public boolean hasContext(OctetString context) {
    return context.length() == 0;
  }

  @Override
  public int isAccessAllowed(OctetString view, OID oid) {
    return VACM_OK;
  }

  @Override
  public int isAccessAllowed(
      OctetString context, OctetString name, int model, int level, int type, OID oid) {
    return type == VIEW_READ && isKnown(name, model, level) ? VACM_OK : VACM_NO_ACCESS_ENTRY;
  }

  /** Called with what a request of SNMPv2c gives as its community. */
  @Override
  public CoexistenceInfo[] getCoexistenceInfo(OctetString offered) {
    if (isCommunity(offered)) {
      return new CoexistenceInfo[] {new CoexistenceInfo(offered, engine, new OctetString())};
    }
    refused.stranger();
    return new CoexistenceInfo[0];
  }

  @Override
  public OctetString getCommunity(OctetString name, OctetString engineId, OctetString context) {
    return name;
  }

  @Override
  public boolean passesFilter(Address address, CoexistenceInfo info) {
    return true;
  }
}
