package io.sixgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A manual page of a command and all its subcommands, in the man macros of man(7). Made from the
 * same annotations as {@code --help}, so that neither can say something else.
 */
final class ManPage {
  private static final Pattern ENVIRONMENT = Pattern.compile("Environment: ([A-Z0-9_]+)\\.");

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /**
   * The page as roff.
   *
   * @param date of the build, YEAR-MONTH-DAY
   * @param seeAlso other pages, e.g. {@code haproxy(1)}
   */
  static String of(
      CommandSpec command, int section, String date, String version, List<String> seeAlso) {
    ManPage page = new ManPage(command);
    page.macro(
        "TH", command.name().toUpperCase(Locale.ROOT), section + "", date, version, "Sixgate");
    page.write();
    page.heading("SEE ALSO");
    page.text(String.join(", ", seeAlso));
    return page.page.toString();
  }

  private void write() {
    page.append(".nh\n.ad l\n"); // names of files and variables are not to be hyphenated
    List<String> words = words(command.usageMessage().description());
    heading("NAME");
    String first = words.isEmpty() ? "" : words.get(0);
    int sentence = first.indexOf(". ");
    String summary = (sentence < 0 ? first : first.substring(0, sentence)).replaceAll("\\.$", "");
    text(command.name() + " - " + summary);
    heading("SYNOPSIS");
    line(synopsis(command));
    heading("DESCRIPTION");
    words.forEach(this::paragraph);
    heading("OPTIONS");
    arguments(command);
    List<CommandSpec> commands = new ArrayList<>();
    collect(command, commands);
    if (!commands.isEmpty()) {
      heading("COMMANDS");
      commands.forEach(this::subcommand);
    }
    environment(commands);
    exitStatus();
  }

  private static void collect(CommandSpec command, List<CommandSpec> commands) {
    for (CommandLine line : command.subcommands().values()) {
      CommandSpec sub = line.getCommandSpec();
      if (!sub.usageMessage().hidden() && !commands.contains(sub)) {
        commands.add(sub);
        collect(sub, commands);
      }
    }
  }

  private void subcommand(CommandSpec sub) {
    macro("SS", sub.qualifiedName());
    line(synopsis(sub));
    words(sub.usageMessage().header()).forEach(this::paragraph);
    words(sub.usageMessage().description()).forEach(this::paragraph);
    arguments(sub);
  }

  /** Bold is what is typed as it stands, italic what stands for something. */
  private static String synopsis(CommandSpec command) {
    StringBuilder synopsis = new StringBuilder(bold(command.qualifiedName()));
    synopsis.append(" [").append(italic("OPTION")).append("]...");
    for (PositionalParamSpec argument : command.positionalParameters()) {
      String label = italic(argument.paramLabel());
      synopsis.append(' ').append(argument.required() ? label : "[" + label + "]");
    }
    boolean list = command.name().equals("help");
    if (!command.subcommands().isEmpty() && !list) {
      synopsis.append(' ').append(italic("COMMAND"));
    }
    return synopsis.toString();
  }

  private void arguments(CommandSpec command) {
    for (PositionalParamSpec argument : command.positionalParameters()) {
      tagged(italic(argument.paramLabel()), description(argument));
    }
    for (OptionSpec option : command.options()) {
      // Every command has help and version: they are told once.
      if (option.hidden()
          || (command.parent() != null && (option.usageHelp() || option.versionHelp()))) {
        continue;
      }
      List<String> names = new ArrayList<>();
      for (String name : option.names()) {
        boolean value = option.arity().max() > 0;
        names.add(
            bold(name)
                + (value ? (name.startsWith("--") ? "=" : " ") + italic(option.paramLabel()) : ""));
      }
      tagged(String.join(", ", names), description(option));
    }
  }

  private void environment(List<CommandSpec> commands) {
    Map<String, String> found = new TreeMap<>();
    List<CommandSpec> all = new ArrayList<>(List.of(command));
    all.addAll(commands);
    for (CommandSpec spec : all) {
      for (OptionSpec option : spec.options()) {
        Matcher matcher = ENVIRONMENT.matcher(description(option));
        while (matcher.find()) {
          found.put(matcher.group(1), option.longestName());
        }
      }
    }
    if (!found.isEmpty()) {
      heading("ENVIRONMENT");
      found.forEach((name, option) -> tagged(bold(name), "Stands in for " + option + "."));
    }
  }

  private void exitStatus() {
    Map<String, String> codes = command.usageMessage().exitCodeList();
    if (!codes.isEmpty()) {
      heading("EXIT STATUS");
      codes.forEach((code, meaning) -> tagged(bold(code.strip()), meaning + "."));
    }
  }

  private static String description(ArgSpec argument) {
    String text = String.join(" ", words(argument.description()));
    if (argument.completionCandidates() != null) {
      text =
          text.replace(
              "${COMPLETION-CANDIDATES}", String.join(", ", argument.completionCandidates()));
    }
    return text.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }

  private static List<String> words(String... texts) {
    return List.of(texts).stream().map(text -> text.replace("%n", " ").replace("%%", "%")).toList();
  }

  private void heading(String title) {
    macro("SH", title);
  }

  private void paragraph(String text) {
    macro("PP");
    text(text);
  }

  private void tagged(String tag, String text) {
    macro("TP");
    line(tag);
    text(text);
  }

  private void macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  private void text(String text) {
    line(escaped(text));
  }

  /** A line that starts with a dot or an apostrophe would be a request. */
  private void line(String roff) {
    boolean request = roff.startsWith(".") || roff.startsWith("'");
    page.append(request ? "\\&" : "").append(roff).append('\n');
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** As groff_char(7) has it, so that neither locale nor preconv matters. */
  private static String escaped(String text) {
    StringBuilder roff = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\') {
                roff.append("\\e");
              } else if (c == '-') {
                roff.append("\\-");
              } else if (c > 126) {
                roff.append(String.format("\\[u%04X]", c));
              } else {
                roff.append((char) c);
              }
            });
    return roff.toString();
  }
}
