package io.github.ecsmetrics.agent.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.170.2/v4/4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0-2531612879",
        "http://[fd00:ec2::2]/v4/id",
        "http://[fe80::1%25eth0]:51679/v4",
        "http://my_task.internal:65535",
        "HTTP://localhost/",
      })
  void addressesAsTheyComeHaveNoFlaw(String address) {
    assertNull(HttpAddress.flaw(address));
  }

  @ParameterizedTest
  @CsvSource({
    "https://169.254.170.2/v4/id, not an http:// address",
    "169.254.170.2/v4/id, not an http:// address",
    "'http://169.254.170.2/v4/i d', not an http:// address",
    "'http://169.254.170.2/v4/i\r\nX-Header: d', not an http:// address",
    "'http://${HOST}/v4', not an http:// address",
    "http://:80/v4, not an address with a host and a port up to 65535",
    "http://host:port/v4, not an address with a host and a port up to 65535",
    "http://host:0/v4, not an address with a host and a port up to 65535",
    "http://host:/v4, not an address with a host and a port up to 65535",
    "http://host:65536/v4, not an address with a host and a port up to 65535",
    "http://fd00:ec2::2/v4, not an address with a host and a port up to 65535",
    "http://[::1/v4, not an address with a host and a port up to 65535",
    "http://[::1]80/v4, not an address with a host and a port up to 65535",
    "'', not an http:// address",
  })
  void flawIsSaidInAFewWords(String address, String flaw) {
    assertEquals(flaw, HttpAddress.flaw(address));
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/a?b=c#d, /a?b=c",
    "http://host, /",
    "http://host?b, /?b",
    "http://host#d, /",
    "http://host/a/b/, /a/b/",
  })
  void targetIsThePathAndTheQuery(String uri, String target) {
    assertEquals(target, new HttpAddress(uri).target());
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/a@b, , ''",
    "http://user@host, user, ''",
    "http://user:p%40ss:word@host, user, p@ss:word",
    "http://us%3Aer:@host, us:er, ''",
    "http://a@b:c@host, a@b, c",
  })
  void userIsDecoded(String uri, String user, String password) {
    assertEquals(user, new HttpAddress(uri).user());
    assertEquals(password, new HttpAddress(uri).password());
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.170.2/v4/id, 169.254.170.2, 169.254.170.2, 80, /v4/id",
    "http://[::1], [::1], 0:0:0:0:0:0:0:1, 80, ''",
    "http://[::1]:51679/v4, [::1]:51679, 0:0:0:0:0:0:0:1, 51679, /v4",
    "HTTP://127.0.0.1:65535/a/b, 127.0.0.1:65535, 127.0.0.1, 65535, /a/b",
  })
  void partsAreThoseOfTheAddress(String uri, String authority, String host, int port, String path)
      throws Exception {
    HttpAddress address = new HttpAddress(uri);
    assertEquals(authority, address.authority);
    assertEquals(path, address.path);
    assertEquals(host, address.resolve().getAddress().getHostAddress());
    assertEquals(port, address.resolve().getPort());
  }
}
