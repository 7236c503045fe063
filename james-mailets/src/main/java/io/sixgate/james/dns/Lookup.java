package io.sixgate.james.dns;

import java.io.IOException;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Asks a resolver. */
@FunctionalInterface
public interface Lookup {
  /**
   * Asks for the records of one type at a name; aliases are followed.
   *
   * @param type of {@link org.xbill.DNS.Type}
   * @throws IOException if there is no answer, or one of failure: ask again later
   */
  Answer ask(Name name, int type) throws IOException;

  /**
   * An answer.
   *
   * @param records of the type that was asked for
   * @param exists whether there is such a name, perhaps without such records
   * @param secure whether DNSSEC proves it
   */
  record Answer(List<Record> records, boolean exists, boolean secure) {
    public Answer {
      records = List.copyOf(records);
    }

    /** The records as their own class. */
    public <T extends Record> List<T> as(Class<T> kind) {
      return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }
}
