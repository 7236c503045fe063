package io.sixgate.nat64.agent;

import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Plan;
import io.sixgate.nat64.sessions.RecorderPlan;
import io.sixgate.nat64.share.Allotment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done: first it is written down who has which part of the pool, then the translator
 * is changed.
 *
 * @param file of the history
 * @param history its new lines
 * @param allotment what is granted then
 * @param translator the plan of the translator
 * @param atTranslator carries that plan out
 * @param recorder the plan of the record of sessions
 */
public record Nat64Plan(
    Path file,
    List<String> history,
    Allotment allotment,
    Plan translator,
    Application atTranslator,
    RecorderPlan recorder)
    implements Plan {

  /** The translator's own plan, to be carried out. */
  @FunctionalInterface
  public interface Application {
    Outcome apply() throws IOException, InterruptedException;
  }

  public Nat64Plan {
    history = List.copyOf(history);
  }

  @Override
  public boolean isEmpty() {
    return history.isEmpty() && translator.isEmpty() && recorder.isEmpty();
  }

  @Override
  public int removals() {
    return translator.removals();
  }

  @Override
  public int present() {
    return translator.present();
  }

  /** A grant that is not written down yet counts as one thing with what it changes. */
  @Override
  public int drift() {
    int drift = history.isEmpty() ? translator.drift() : Math.max(1, translator.drift());
    return drift + recorder.drift();
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    if (!history.isEmpty()) {
      commands.add("# append to " + file);
      history.forEach(line -> commands.add("#+" + line));
    }
    commands.addAll(translator.commands());
    commands.addAll(recorder.commands());
    return commands;
  }

  @Override
  public String effect() {
    if (!translator.isEmpty()) {
      return translator.effect();
    }
    return history.isEmpty() ? recorder.effect() : "shares of the pool written down";
  }
}
