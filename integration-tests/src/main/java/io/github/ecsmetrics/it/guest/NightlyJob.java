package io.github.ecsmetrics.it.guest;

/** Works for 300 ms, prints its task, and ends with its first argument as exit code. */
public final class NightlyJob {
  private NightlyJob() {}

  public static void main(String[] arguments) {
    long end = System.nanoTime() + 300_000_000;
    long sum = 0;
    while (System.nanoTime() - end < 0) sum += System.nanoTime() % 7;
    System.out.println(
        "nightly job of "
            + System.getProperty("ecs.metadata.task.family")
            + ":"
            + System.getProperty("ecs.metadata.task.revision")
            + (sum > 0 ? " done" : " did nothing"));
    System.exit(Integer.parseInt(arguments[0]));
  }
}
