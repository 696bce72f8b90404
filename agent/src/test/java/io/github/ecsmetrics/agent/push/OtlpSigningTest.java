package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests to AWS. */
class OtlpSigningTest {
  private static final String SIGNED = ",otlp.auth=sigv4:monitoring/eu-west-1";

  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  private static String role(String secret) {
    return "{\"AccessKeyId\": \"AKID\", \"SecretAccessKey\": \""
        + secret
        + "\", \"Token\": \"TOKEN\", \"Expiration\": \"2099-01-01T00:00:00Z\"}";
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + receiver.http.getPort() + "/role",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "container");
  }

  @Test
  void requestToAwsIsSignedWithTheRolesCredentials() throws Exception {
    receiver.answer(200, role("SECRET"));
    receiver.answer(200);
    receiver.answer(200);
    OtlpTarget target = receiver.target(receiver.url(), SIGNED, environment());
    OtlpServer.push(target);
    OtlpServer.push(target);
    RecordedRequest role = receiver.http.takeRequest();
    assertEquals("GET /role HTTP/1.1", role.getRequestLine());
    assertEquals("container", role.getHeaders().get("Authorization"));
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = receiver.http.takeRequest();
      assertEquals("TOKEN", request.getHeaders().get("X-Amz-Security-Token"));
      assertEquals(ReceivedSignature.expected(request, "SECRET"), ReceivedSignature.sent(request));
    }
  }

  /** The receiver refuses the old ones, and the endpoint has others. */
  @Test
  void credentialsThatChangedAreThoseOfTheNextPush() throws Exception {
    receiver.answer(200, role("OLD"));
    receiver.answer(403);
    receiver.answer(200, role("NEW"));
    receiver.answer(200);
    OtlpTarget target = receiver.target(receiver.url(), SIGNED, environment());
    OtlpServer.failure(target);
    OtlpServer.push(target);
    for (String secret : List.of("OLD", "NEW")) {
      assertEquals("GET /role HTTP/1.1", receiver.http.takeRequest().getRequestLine());
      RecordedRequest request = receiver.http.takeRequest();
      assertEquals(ReceivedSignature.expected(request, secret), ReceivedSignature.sent(request));
    }
  }

  @Test
  void forbiddenSignatureNamesTheActionAndNoSecret() {
    receiver.answer(403, "AKID may not use TOKEN or SECRET");
    Map<String, String> keys =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKID",
            "AWS_SECRET_ACCESS_KEY", "SECRET",
            "AWS_SESSION_TOKEN", "TOKEN");
    assertEquals(
        "HTTP 403: *** may not use *** or ***;"
            + " the task role (taskRoleArn) has to allow cloudwatch:PutMetricData",
        OtlpServer.failure(receiver.target(receiver.url(), SIGNED, keys)));
  }

  @Test
  void taskWithoutARoleIsAFailureThatSaysSo() {
    OtlpTarget target = receiver.target(receiver.url(), SIGNED, Map.of());
    assertEquals(
        "no AWS credentials: the task has no role (taskRoleArn)", OtlpServer.failure(target));
    assertEquals(0, receiver.http.getRequestCount());
  }
}
