package io.sixgate.haproxy.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** HAProxy could not be asked, or did not do what it was asked; the message is for operators. */
public final class RuntimeApiException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is known of the server after the failure. */
  public enum Kind {
    /** Nobody answers: the command was not carried out, and others need not be tried now. */
    UNREACHABLE,
    /** No or half an answer: the command may have been carried out. */
    DOUBTFUL,
    /** HAProxy said no: the command was not carried out, others may be. */
    REFUSED
  }

  private final Kind kind;

  RuntimeApiException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * HAProxy said no to a request.
   *
   * @param request of which the message has the first line
   * @param answer its words
   */
  static RuntimeApiException refused(Path socket, String request, List<String> answer) {
    int end = request.indexOf('\n');
    return new RuntimeApiException(
        Kind.REFUSED,
        "HAProxy at %s refused \"%s\": %s"
            .formatted(
                socket,
                end < 0 ? request : request.substring(0, end),
                answer.isEmpty() ? "no answer" : answer.get(0).strip()),
        null);
  }

  public Kind kind() {
    return kind;
  }
}
