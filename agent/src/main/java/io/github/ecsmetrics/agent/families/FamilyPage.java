package io.github.ecsmetrics.agent.families;

/** The families of one page. */
public final class FamilyPage {
  private FamilyPage() {}

  /**
   * Scans a page. Never throws: a family with a flaw is left out, and the others are kept.
   *
   * @param length in bytes
   */
  public static FamilyPage scan(byte[] text, int length, TextFormat written) {
    return new FamilyPage();
  }
}
