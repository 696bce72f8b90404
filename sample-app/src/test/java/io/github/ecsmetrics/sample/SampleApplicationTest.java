package io.github.ecsmetrics.sample;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTest {
  @Value("${local.server.port}")
  int port;

  @Test
  void countsPrimesAndLogsIt(CapturedOutput output) throws Exception {
    HttpResponse<String> response = get("/work?n=100");

    assertEquals(200, response.statusCode());
    assertEquals("{\"n\":100,\"primes\":25}", response.body());
    assertTrue(output.getOut().contains("25 primes below 100"), output.getOut());
  }

  @Test
  void numberOutOfRangeIsTheClientsFault() throws Exception {
    assertEquals(400, get("/work?n=-1").statusCode());
    assertEquals(400, get("/work?n=50000001").statusCode());
  }

  @Test
  void logLineShowsFamilyAndRevision(CapturedOutput output) {
    MDC.put("task_family", "orders");
    MDC.put("task_revision", "7");
    try {
      LoggerFactory.getLogger("test").info("hello");
    } finally {
      MDC.clear();
    }

    assertTrue(
        output.getOut().contains(" INFO task_family=orders task_revision=7 "), output.getOut());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://localhost:" + port + path);
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), ofString());
  }
}
