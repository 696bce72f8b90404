package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Further headers, and that their values are not printed. */
class OtlpHeadersTest {
  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  @TempDir private Path folder;

  @Test
  void headersComeFromTheSettingAndAFileWhichWins() throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), "api-key=new\n\nX-Scope-OrgID=7\n");
    receiver.answer(200);
    receiver.push(",otlp.headers=api-key=old;X-Team=a b,otlp.headers.file=" + file);
    Headers headers = receiver.http.takeRequest().getHeaders();
    assertEquals("new", headers.get("api-key"));
    assertEquals("a b", headers.get("X-Team"));
    assertEquals("7", headers.get("X-Scope-OrgID"));
  }

  /** {@code printf 'orders:p@ss' | base64}; a header that is given wins. */
  @ParameterizedTest
  @CsvSource({
    "orders:p%40ss@, '', Basic b3JkZXJzOnBAc3M=",
    "orders@, '', Basic b3JkZXJzOg==",
    "orders:p%40ss@, ',otlp.headers=authorization=Bearer abc', Bearer abc",
  })
  void userOfTheAddressIsABasicAuthorization(String user, String more, String sent)
      throws Exception {
    receiver.answer(200);
    OtlpServer.push(receiver.target(withUser(user), more, Map.of()));
    assertEquals(sent, receiver.http.takeRequest().getHeaders().get("Authorization"));
  }

  private String withUser(String user) {
    return receiver.url().replace("http://", "http://" + user);
  }

  @Test
  void userOfTheAddressIsNotPrinted() {
    receiver.answer(400, "orders may not use p@ss with b3JkZXJzOnBAc3M=");
    OtlpTarget target = receiver.target(withUser("orders:p%40ss@"), "", Map.of());
    assertEquals("HTTP 400: *** may not use *** with ***", OtlpServer.failure(target));
    assertEquals(withUser("***@"), target.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'no such tenant\nat line 1', ': no such tenant'",
    "the key s3cret is not known, ': the key *** is not known'",
    "the token of-it is not known, ': the token *** is not known'",
    "<html>Bad gateway</html>, ''",
  })
  void textOfAReceiverIsInItsFirstLineAndWithoutSecrets(String body, String shown) {
    receiver.answer(400, body);
    assertEquals(
        "HTTP 400" + shown,
        receiver.failure(",otlp.headers=api-key=s3cret;Authorization=Bearer of-it"));
  }

  /** AWS quotes the request that it expected to be signed. */
  @Test
  void secretThatTheLimitCutsIsNotShown() {
    receiver.answer(400, "x".repeat(295) + "s3cret-token");
    assertEquals(
        "HTTP 400: " + "x".repeat(295) + "***",
        receiver.failure(",otlp.headers=api-key=s3cret-token"));
  }

  @Test
  void lineOfTheFileThatIsNoHeaderIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), "api-key=new\n\ndd-api-key: KEY\n");
    assertEquals(
        "line 3 of otlp.headers.file is not name=value",
        receiver.failure(",otlp.headers.file=" + file));
  }
}
