package io.sixgate.james.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A resolver that knows the lines of a zone file. */
public final class FakeDns implements Lookup {
  private final List<Record> records = new ArrayList<>();
  private boolean secure;

  /** A line such as {@code elsewhere.example. MX 10 mx.elsewhere.example.} */
  public FakeDns with(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    Name name = Name.fromString(parts[0]);
    records.add(Record.fromString(name, Type.value(parts[1]), DClass.IN, 60, parts[2], Name.root));
    return this;
  }

  public FakeDns signed() {
    secure = true;
    return this;
  }

  public void forget(String name) throws IOException {
    Name forgotten = Name.fromString(name);
    records.removeIf(record -> record.getName().equals(forgotten));
  }

  /** A name with {@code broken} in it has no answer. */
  @Override
  public Answer ask(Name name, int type) throws IOException {
    if (name.toString().contains("broken")) {
      throw new IOException("DNS: SERVFAIL for " + name);
    }
    List<Record> found =
        records.stream()
            .filter(record -> record.getName().equals(name) && record.getType() == type)
            .toList();
    boolean exists = records.stream().anyMatch(record -> record.getName().subdomain(name));
    return new Answer(found, exists, secure);
  }
}
