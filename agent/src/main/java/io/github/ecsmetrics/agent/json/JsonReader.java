package io.github.ecsmetrics.agent.json;

import java.io.IOException;

/**
 * Reads a JSON document (RFC 8259, UTF-8) token by token. A scalar of another type than asked for
 * is NaN or null. After a token that starts an object or array, {@link #next} enters it and {@link
 * #skip} leaves it out.
 *
 * <p>Not a library: the parser of jackson-core has 37 classes and 250 kB of byte code, more than
 * everything else that {@code main} waits for. From JDK 25 on, its constants also start the
 * application's common {@code ForkJoinPool} by way of {@code BigDecimal}.
 */
public final class JsonReader {
  /** The kind of token at which the reader stands. */
  public enum Token {
    OBJECT("an object"),
    END_OBJECT("the end of an object"),
    ARRAY("an array"),
    END_ARRAY("the end of an array"),
    STRING("a string"),
    NUMBER("a number"),
    /** {@code true}, {@code false} or {@code null}. */
    LITERAL("true, false or null"),
    END("nothing");

    final String text;

    Token(String text) {
      this.text = text;
    }
  }

  /** 2^64 as a double, which is also what 2^64-1 becomes. */
  private static final double UNSIGNED_END = 18446744073709551616.0;

  private static final int MAX_DEPTH = 100;

  private final JsonBytes in;
  private final JsonNumber numbers;
  private final StringPool pool;
  private final boolean[] inObject = new boolean[MAX_DEPTH + 1];
  private int depth;
  private Token token;
  private String name;
  private double number;

  /**
   * A reader before the first token.
   *
   * @param pool where names and texts come from
   */
  JsonReader(byte[] document, StringPool pool) {
    this.in = new JsonBytes(document);
    this.numbers = new JsonNumber(in);
    this.pool = pool;
  }

  public Token token() {
    return token;
  }

  /** The name of the member that the last {@link #next} moved to. */
  public String name() {
    return name;
  }

  /**
   * Goes to the next token; in an object that is the value of the next member.
   *
   * @throws IOException if there is none, or it is nested deeper than 100 levels
   */
  public Token next() throws IOException {
    boolean first = token == null || token == Token.OBJECT || token == Token.ARRAY;
    int next = in.takeAfterSpace();
    if (depth == 0) {
      if (next == JsonBytes.END) return token = Token.END;
      if (!first) throw in.unexpected(next);
      return token = value(next);
    }
    boolean object = inObject[depth];
    if (next == (object ? '}' : ']')) {
      depth--;
      return token = object ? Token.END_OBJECT : Token.END_ARRAY;
    }
    if (!first) {
      if (next != ',') throw in.unexpected(next);
      next = in.takeAfterSpace();
    }
    if (object) {
      readName(next);
      next = in.takeAfterSpace();
    }
    return token = value(next);
  }

  private void readName(int first) throws IOException {
    if (first != '"') throw in.unexpected(first);
    in.readString();
    name = pool.get(in.chars(), 0, in.length());
    int colon = in.takeAfterSpace();
    if (colon != ':') throw in.unexpected(colon);
  }

  private Token value(int first) throws IOException {
    switch (first) {
      case '{':
        return enter(true);
      case '[':
        return enter(false);
      case '"':
        in.readString();
        return Token.STRING;
      case 't':
        in.expect("rue");
        return Token.LITERAL;
      case 'f':
        in.expect("alse");
        return Token.LITERAL;
      case 'n':
        in.expect("ull");
        return Token.LITERAL;
      default:
        number = numbers.read(first);
        return Token.NUMBER;
    }
  }

  private Token enter(boolean object) throws IOException {
    if (depth == MAX_DEPTH) throw in.broken("nested deeper than " + MAX_DEPTH + " levels");
    inObject[++depth] = object;
    return object ? Token.OBJECT : Token.ARRAY;
  }

  /** If the reader stands at the start of an object or array, goes to its end. */
  public void skip() throws IOException {
    if (token != Token.OBJECT && token != Token.ARRAY) return;
    for (int outside = depth - 1; depth > outside; ) next();
  }

  /** The number that the reader stands at, or NaN. */
  double number() {
    return token == Token.NUMBER ? number : Double.NaN;
  }

  /** The number if it is in the range of an unsigned 64-bit integer, else NaN. */
  public double unsigned() {
    double value = number();
    return value >= 0 && value <= UNSIGNED_END ? value + 0.0 : Double.NaN;
  }

  /** The number if it is in that range and not 0, else NaN. */
  double positive() {
    double value = unsigned();
    return value > 0 ? value : Double.NaN;
  }

  /** The timestamp that the reader stands at, in seconds since the epoch, or NaN. */
  double time() {
    return token == Token.STRING ? Rfc3339.parse(in.chars(), 0, in.length()) : Double.NaN;
  }

  /** The string that the reader stands at, or null if it is none or empty. */
  public String text() {
    if (token != Token.STRING || in.length() == 0) return null;
    return pool.get(in.chars(), 0, in.length());
  }
}
