package io.github.ecsmetrics.sample;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Does some work that a CPU graph shows, and logs it. */
@RestController
class WorkController {
  private static final Logger log = LoggerFactory.getLogger(WorkController.class);
  private static final int MOST = 50_000_000;

  /** A metric of the application's own, which nothing here serves: the agent does. */
  private static final Counter PRIMES =
      Counter.builder().name("primes_found_total").help("Primes found").register();

  /** {@code GET /work?n=100000} answers {@code {"n":100000,"primes":9592}}. */
  @GetMapping("/work")
  Work work(@RequestParam(defaultValue = "1000000") int n) {
    if (n < 0 || n > MOST) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "n is 0 to " + MOST);
    }
    long start = System.nanoTime();
    Work work = new Work(n, primesBelow(n));
    PRIMES.inc(work.primes());
    log.info(
        "{} primes below {}, {} ms", work.primes(), n, (System.nanoTime() - start) / 1_000_000);
    return work;
  }

  private static int primesBelow(int n) {
    BitSet composite = new BitSet(n);
    int primes = 0;
    for (int i = 2; i < n; i = composite.nextClearBit(i + 1)) {
      primes++;
      for (long multiple = (long) i * i; multiple < n; multiple += i) {
        composite.set((int) multiple);
      }
    }
    return primes;
  }

  /** The answer: how many primes there are below {@code n}. */
  record Work(int n, int primes) {}
}
