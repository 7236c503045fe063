package io.sixgate.inventory.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is to be written as an entry of a list, or behind a key. */
public sealed interface EntryValue {

  /** Calls the function of this value's kind. */
  <T> T match(
      Function<Text, T> text,
      Function<Digits, T> digits,
      Function<Texts, T> texts,
      Function<Keys, T> keys);

  /** Words, quoted as their neighbours are. */
  record Text(String text) implements EntryValue {
    @Override
    public <T> T match(
        Function<Text, T> text,
        Function<Digits, T> digits,
        Function<Texts, T> texts,
        Function<Keys, T> keys) {
      return text.apply(this);
    }
  }

  /** A number, never quoted. */
  record Digits(String digits) implements EntryValue {
    @Override
    public <T> T match(
        Function<Text, T> text,
        Function<Digits, T> digits,
        Function<Texts, T> texts,
        Function<Keys, T> keys) {
      return digits.apply(this);
    }
  }

  /** A list, written in brackets. */
  record Texts(List<String> texts) implements EntryValue {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public <T> T match(
        Function<Text, T> text,
        Function<Digits, T> digits,
        Function<Texts, T> texts,
        Function<Keys, T> keys) {
      return texts.apply(this);
    }
  }

  /** Keys with their values, in the order in which they are to be written. */
  record Keys(Map<String, EntryValue> values) implements EntryValue {
    public Keys {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public <T> T match(
        Function<Text, T> text,
        Function<Digits, T> digits,
        Function<Texts, T> texts,
        Function<Keys, T> keys) {
      return keys.apply(this);
    }
  }
}
