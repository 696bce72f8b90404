package io.github.ecsmetrics.agent.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases of AWS's published aws-sig-v4-test-suite, with their names and signatures. Those whose
 * path is not normalised are for S3 only.
 */
class SignatureV4Test {
  private static final long TIME = Instant.parse("2015-08-30T12:36:00Z").toEpochMilli();

  /** The example token of AWS's documentation. */
  private static final String STS_TOKEN =
      "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSP"
          + "fIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPky"
          + "QDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqB"
          + "Az+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla | GET | / | | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-header-key-duplicate | GET | / | My-Header1: value2,value2,value1 | | c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
          get-header-value-multiline | GET | / | My-Header1: value1 value2 value3 | | cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd
          get-header-value-order | GET | / | My-Header1: value4,value1,value3,value2 | | 08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
          get-header-value-trim | GET | / | My-Header1:  value1 & My-Header2:  "a   b   c" | | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
          get-relative-normalized | GET | /example/.. | | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-relative-relative-normalized | GET | /example1/example2/../.. | | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-dot-slash-normalized | GET | /./ | | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-normalized | GET | // | | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-pointless-dot-normalized | GET | /./example | | | ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
          get-slashes-normalized | GET | //example// | | | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
          get-space-normalized | GET | /example space/ | | | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          get-unreserved | GET | /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | | | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
          get-utf8 | GET | /ሴ | | | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-vanilla-empty-query-key | GET | /?Param1=value1 | | | a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
          get-vanilla-query-order-encoded | GET | /?Param-3=Value3&Param=Value2&%E1%88%B4=Value1 | | | 371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac
          get-vanilla-query-order-key-case | GET | /?Param2=value2&Param1=value1 | | | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-vanilla-query-unreserved | GET | /?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | | | 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
          get-vanilla-utf8-query | GET | /?ሴ=bar | | | 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
          post-vanilla | POST | / | | | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          post-header-key-case | POST | / | | | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          post-header-key-sort | POST | / | My-Header1: value1 | | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
          post-header-value-case | POST | / | My-Header1: VALUE1 | | cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d
          post-vanilla-query | POST | /?Param1=value1 | | | 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
          post-x-www-form-urlencoded | POST | / | Content-Type: application/x-www-form-urlencoded & Content-Length: 13 & X-Amz-Content-Sha256: 9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e | Param1=value1 | d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b
          post-x-www-form-urlencoded-parameters | POST | / | Content-Type: application/x-www-form-urlencoded; charset=utf-8 & Content-Length: 13 & X-Amz-Content-Sha256: 9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e | Param1=value1 | 328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422
          """,
      quoteCharacter = '\u0001',
      ignoreLeadingAndTrailingWhitespace = true)
  void requestHasThePublishedSignature(
      String name, String method, String path, String headers, String body, String signature)
      throws Exception {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("Host", "example.amazonaws.com");
    if (headers != null) {
      for (String header : headers.split(" & ")) {
        given.put(
            header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1));
      }
    }
    Map<String, String> added = sign(method, path, given, body == null ? "" : body, null);
    assertEquals(List.of("X-Amz-Date", "Authorization"), List.copyOf(added.keySet()));
    assertEquals("20150830T123600Z", added.get("X-Amz-Date"));
    assertSignature(signature, added);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "get-vanilla-with-session-token, GET,"
        + " 6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267,"
        + " 07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
    "post-sts-header-before, POST, "
        + STS_TOKEN
        + ", 85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
  })
  void sessionTokenIsSentAndSigned(String name, String method, String token, String signature)
      throws Exception {
    Map<String, String> added =
        sign(method, "/", Map.of("Host", "example.amazonaws.com"), "", token);
    assertEquals(
        List.of("X-Amz-Date", "X-Amz-Security-Token", "Authorization"),
        List.copyOf(added.keySet()));
    assertEquals(token, added.get("X-Amz-Security-Token"));
    assertSignature(signature, added);
  }

  @Test
  void authorizationNamesKeyScopeAndHeaders() throws Exception {
    Map<String, String> given = Map.of("Host", "example.amazonaws.com", "My-Header1", "value1");
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;my-header1;x-amz-date,"
            + " Signature=c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        sign("POST", "/", given, "", null).get("Authorization"));
  }

  private static void assertSignature(String signature, Map<String, String> added) {
    String authorization = added.get("Authorization");
    assertEquals(signature, authorization.substring(authorization.lastIndexOf('=') + 1));
  }

  private static Map<String, String> sign(
      String method, String path, Map<String, String> headers, String body, String token)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    if (token != null) environment.put("AWS_SESSION_TOKEN", token);
    return new SignatureV4(AwsScope.parse("service/us-east-1"))
        .sign(
            method,
            path,
            headers,
            body.getBytes(UTF_8),
            AwsCredentials.fromEnvironment(environment),
            TIME);
  }
}
