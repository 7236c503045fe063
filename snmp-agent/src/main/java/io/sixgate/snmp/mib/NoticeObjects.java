package io.sixgate.snmp.mib;

import io.sixgate.snmp.notice.Notice;
import java.util.List;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A notice as a notification of SIXGATE-MIB. */
public final class NoticeObjects {
  private static final int BEGUN = 1;
  private static final int OVER = 2;

  private NoticeObjects() {}

  /** The name of its type (RFC 2578, 8.5: a zero is last but one). */
  public static OID type(Notice notice) {
    return new OID(SixgateMib.ROOT.getValue(), new int[] {0, notice.trouble().kind().number()});
  }

  /**
   * What it says.
   *
   * @param waiting others that are held back by the limit
   */
  public static List<VariableBinding> of(Notice notice, int waiting) {
    return List.of(
        object(1, Values.text(notice.trouble().subject())),
        object(2, new Integer32(notice.over() ? OVER : BEGUN)),
        object(3, Values.text(notice.text())),
        object(5, Values.gauge(waiting)));
  }

  private static VariableBinding object(int number, Variable value) {
    return new VariableBinding(
        new OID(SixgateMib.ROOT.getValue(), new int[] {1, 8, number, 0}), value);
  }
}
