package io.sixgate.snmp.engine;

import io.sixgate.snmp.table.Snapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snmp4j.PDU;
import org.snmp4j.agent.DefaultMOScope;
import org.snmp4j.agent.MOQuery;
import org.snmp4j.agent.MOQueryWithSource;
import org.snmp4j.agent.MOScope;
import org.snmp4j.agent.mo.GenericManagedObject;
import org.snmp4j.agent.request.Request;
import org.snmp4j.agent.request.SubRequest;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Everything below one name, answered from the snapshot of the moment at which a request came. */
final class Subtree implements GenericManagedObject {
  private static final Object PIN = new Object();

  private final OID root;
  private final MOScope scope;
  private final Supplier<Snapshot> current;

  Subtree(OID root, Supplier<Snapshot> current) {
    this.root = root;
    this.scope = new DefaultMOScope(root, true, root.nextPeer(), false);
    this.current = current;
  }

  /** The same one for all of a request: the rows of an answer belong together. */
  private Snapshot pinned(Object source) {
    if (!(source instanceof Request<?, ?, ?> request)) {
      return current.get();
    }
    Snapshot pinned = (Snapshot) request.getProcessingUserObject(PIN);
    if (pinned == null) {
      pinned = current.get();
      request.setProcessingUserObject(PIN, pinned);
    }
    return pinned;
  }

  private Optional<VariableBinding> first(
      Snapshot snapshot, MOScope range, Function<OID, Boolean> filter) {
    boolean below = range.getLowerBound().compareTo(root) < 0;
    Optional<VariableBinding> found =
        snapshot.next(below ? root : range.getLowerBound(), below || range.isLowerIncluded());
    while (found.isPresent() && found.get().getOid().startsWith(root)) {
      if (filter == null || filter.apply(found.get().getOid())) {
        return found;
      }
      found = snapshot.next(found.get().getOid(), false);
    }
    return Optional.empty();
  }

  @Override
  public MOScope getScope() {
    return scope;
  }

  @Override
  public OID find(MOScope range) {
    return first(current.get(), range, null).map(VariableBinding::getOid).orElse(null);
  }

  @Override
  public OID find(MOQuery query, Function<OID, Boolean> filter) {
    Object source = query instanceof MOQueryWithSource with ? with.getSource() : null;
    return first(pinned(source), query.getScope(), filter)
        .map(VariableBinding::getOid)
        .orElse(null);
  }

  @Override
  public void get(SubRequest<?> request) {
    VariableBinding asked = request.getVariableBinding();
    Optional<Variable> value = pinned(request.getRequest()).get(asked.getOid());
    asked.setVariable(value.orElse(Null.noSuchInstance));
    request.completed();
  }

  @Override
  @SuppressWarnings("deprecation") // and to be implemented all the same
  public boolean next(SubRequest<?> request) {
    return next(request, null);
  }

  /** Without this one the library would ask for each object behind the first by its own way. */
  @Override
  public boolean next(SubRequest<?> request, Function<OID, Boolean> filter) {
    Optional<VariableBinding> found =
        first(pinned(request.getRequest()), request.getScope(), filter);
    found.ifPresent(
        object -> {
          request.getVariableBinding().setOid(object.getOid());
          request.getVariableBinding().setVariable(object.getVariable());
          request.completed();
        });
    return found.isPresent();
  }

  @Override
  public void prepare(SubRequest<?> request) {
    request.setErrorStatus(PDU.notWritable);
  }

  @Override
  public void commit(SubRequest<?> request) {
    request.setErrorStatus(PDU.commitFailed);
  }

  @Override
  public void undo(SubRequest<?> request) {
    request.setErrorStatus(PDU.undoFailed);
  }

  @Override
  public void cleanup(SubRequest<?> request) {}
}
