package io.github.ecsmetrics.agent.families;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that client_java writes are read back into the snapshots that they were written from. */
/** Pages for a scraper that wants another format. */
class FamilyConversionTest {
  private static final ExpositionFormatWriter OPEN_METRICS =
      new OpenMetricsTextFormatWriter(true, true);
  private static final ExpositionFormatWriter PLAIN = PrometheusTextFormatWriter.create();

  @Test
  void plainPageIsConvertedForAScraperOfOpenMetrics() {
    assertEquals(
        """
        # TYPE calls counter
        # HELP calls Calls \\\\ \\n \\".
        calls_total{a="b"} 1.0 1.500
        # TYPE time_seconds histogram
        time_seconds_bucket{le="1.0"} 2
        time_seconds_bucket{le="+Inf"} 3
        time_seconds_count 3
        time_seconds_sum 4.0
        # TYPE x unknown
        x 7.0
        """,
        Pages.converted(
            Pages.PLAIN,
            Pages.OPEN_METRICS,
            """
            # HELP calls_total Calls \\\\ \\n ".
            # TYPE calls_total counter
            calls_total{a="b"} 1 1500
            x 7
            # TYPE time_seconds histogram
            time_seconds_bucket{le="1"} 2
            time_seconds_bucket{le="+Inf"} 3
            time_seconds_sum 4
            time_seconds_count 3
            """));
  }

  /** Else its name would be {@code hits_total} for one scraper, and {@code hits} for another. */
  @Test
  void counterOfPlainTextWithoutTotalKeepsItsName() {
    String page = "# HELP hits Hits.\n# TYPE hits counter\nhits{a=\"b\"} 3\n";
    assertEquals(
        "# TYPE hits unknown\n# HELP hits Hits.\nhits{a=\"b\"} 3.0\n",
        Pages.converted(Pages.PLAIN, Pages.OPEN_METRICS, page));
    assertEquals(
        "hits",
        Pages.merge(Pages.PLAIN, Labels.EMPTY, page).snapshots().get(0).getMetadata().getName());
  }

  /** As Go's runtime has them. OpenMetrics calls both {@code a}. */
  @Test
  void counterBesideAGaugeOfItsNameIsUnknownInOpenMetrics() {
    for (String page :
        List.of(
            "# TYPE a gauge\na 1\n# TYPE a_total counter\na_total 2\n",
            "# TYPE a_total counter\na_total 2\n# TYPE a gauge\na 1\n")) {
      assertEquals(
          "# TYPE a gauge\na 1.0\n# TYPE a_total unknown\na_total 2.0\n",
          Pages.converted(Pages.PLAIN, Pages.OPEN_METRICS, page));
    }
  }

  @Test
  void partsOfAFamilyAreConvertedTogether() {
    assertEquals(
        """
        # TYPE a gauge
        a{c="1"} 1.0
        a{c="2"} 3.0
        # TYPE b unknown
        b{c="1"} 2.0
        b{c="2"} 4.0
        """,
        Pages.converted(
            Pages.PLAIN,
            Pages.OPEN_METRICS,
            """
            # TYPE a gauge
            a{c="1"} 1
            b{c="1"} 2
            a{c="2"} 3
            b{c="2"} 4
            """));
  }

  @Test
  void quotedNamesGetUnderscoresForAScraperThatDoesNotKnowThem() throws IOException {
    FamilyMerge merge =
        new FamilyMerge(
            TextFormat.OPEN_METRICS, new FamilyNames(), true, Labels.of("t", "7"), null);
    merge.add(
        Pages.scan(
            Pages.OPEN_METRICS,
            """
            # TYPE b gauge
            b{c="d"} 1
            # TYPE e gauge
            e{c="d"} 1.0 # {"trace.id"="x"} 1.0
            # TYPE "http.calls" counter
            {"http.calls_total","http.method"="GET"} 1.0 # {trace_id="x"} 1.0 1.500
            {"http.calls_created","http.method"="GET"} 1.500
            # EOF
            """));
    assertEquals(
        """
        # TYPE b gauge
        b{t="7",c="d"} 1
        # TYPE e gauge
        e{t="7",c="d"} 1.0 # {trace_id="x"} 1.0
        # TYPE http_calls counter
        http_calls_total{t="7",http_method="GET"} 1.0 # {trace_id="x"} 1.0 1.500
        http_calls_created{t="7",http_method="GET"} 1.500
        """,
        Pages.text(merge.finish()));
  }

  @Test
  void familyThatNoSnapshotCanHoldIsLeftOut() {
    String page = "# TYPE a stateset\na{a=\"\"} 1\n# TYPE b gauge\nb{__c=\"d\"} 1\n# EOF\n";
    MergedFamilies merged = Pages.merge(Pages.OPEN_METRICS, Labels.EMPTY, page);
    assertEquals(2, merged.merged());
    assertEquals(1, merged.snapshots().size());
    FamilyMerge plain = new FamilyMerge(Pages.PLAIN, new FamilyNames(), true, Labels.EMPTY, null);
    plain.add(Pages.scan(Pages.OPEN_METRICS, page));
    MergedFamilies converted = plain.finish();
    assertEquals("# TYPE b gauge\nb 1.0\n", Pages.text(converted));
    assertEquals(1, converted.invalid());
  }
}
