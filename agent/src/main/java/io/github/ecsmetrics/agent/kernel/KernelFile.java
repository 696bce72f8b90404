package io.github.ecsmetrics.agent.kernel;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The text of one small file of the kernel. Every file is read into the same buffer, so a scrape
 * allocates little. Not for use by several threads at a time.
 *
 * <pre>
 * nr_periods 120
 * Threads:	31
 * some avg10=0.00 avg60=0.00 avg300=0.00 total=4711
 * </pre>
 */
public final class KernelFile {
  /** No file that is read here is longer, except on hosts with hundreds of CPUs or disks. */
  private static final int MAX_SIZE = 8 * 1024;

  private final byte[] text = new byte[MAX_SIZE];
  private int length;

  /** Returns false if it cannot be read; then it is empty. The end of a longer file is cut off. */
  public boolean read(File file) {
    length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int read; (read = in.read(text, length, MAX_SIZE - length)) > 0; ) length += read;
      return true;
    } catch (IOException none) {
      length = 0;
      return false;
    }
  }

  /**
   * The number at the beginning; infinity for {@code max} and {@code unlimited}, NaN if there is
   * none.
   */
  public double number() {
    return numberAt(0);
  }

  /** The number at that index (from 0) among words separated by white space, or NaN. */
  public double number(int index) {
    return numberAt(0, index);
  }

  /** The number at that index (from 0) after the last such character, or NaN. */
  public double numberBehind(char last, int index) {
    int at = length;
    while (at > 0 && text[at - 1] != last) at--;
    return numberAt(at, index);
  }

  private double numberAt(int from, int index) {
    int at = from;
    for (int i = 0; i < index; i++) {
      while (at < length && text[at] <= ' ') at++;
      while (at < length && text[at] > ' ') at++;
    }
    return numberAt(at);
  }

  /**
   * The number after a word at the beginning of a line.
   *
   * @param word with everything up to the number except white space, for example {@code "VmRSS:"}
   */
  public double after(String word) {
    return after(word, "");
  }

  /**
   * The number after the second word, in the line that begins with the first.
   *
   * @param second empty for the number that follows the first word
   */
  public double after(String first, String second) {
    for (int line = 0; line < length; line = lineAfter(line)) {
      int at = line + first.length();
      if (!has(first, line) || at >= length || text[at] > ' ' || text[at] == '\n') continue;
      while (!has(second, at)) if (at >= length || text[at++] == '\n') return Double.NaN;
      return numberAt(at + second.length());
    }
    return Double.NaN;
  }

  /**
   * The number below a name, if one line has the names and a later one the numbers.
   *
   * @param word at the beginning of both lines, for example {@code "Tcp:"}
   */
  public double column(String word, String name) {
    int names = 0;
    while (names < length && !has(word, names)) names = lineAfter(names);
    int numbers = lineAfter(names);
    while (numbers < length && !has(word, numbers)) numbers = lineAfter(numbers);
    for (; names < length && text[names] != '\n'; names = nextWord(names)) {
      if (has(name, names) && isEndOfWord(names + name.length())) return numberAt(numbers);
      numbers = nextWord(numbers);
    }
    return Double.NaN;
  }

  private int nextWord(int at) {
    int next = at;
    while (!isEndOfWord(next)) next++;
    while (next < length && text[next] == ' ') next++;
    return next;
  }

  private boolean isEndOfWord(int at) {
    return at >= length || text[at] <= ' ';
  }

  private int lineAfter(int line) {
    int feed = line;
    while (feed < length && text[feed] != '\n') feed++;
    return feed + 1;
  }

  private boolean has(String word, int at) {
    if (at + word.length() > length) return false;
    for (int i = 0; i < word.length(); i++) if (text[at + i] != word.charAt(i)) return false;
    return true;
  }

  /** The number that begins there, or after blanks. */
  private double numberAt(int from) {
    int at = from;
    while (at < length && (text[at] == ' ' || text[at] == '\t')) at++;
    if (has("max", at) || has("unlimited", at)) return Double.POSITIVE_INFINITY;
    int sign = has("-", at) ? -1 : 1;
    if (sign < 0) at++;
    double number = 0;
    int first = at;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
      number = 10 * number + (text[at] - '0');
    }
    return at == first ? Double.NaN : sign * number;
  }
}
