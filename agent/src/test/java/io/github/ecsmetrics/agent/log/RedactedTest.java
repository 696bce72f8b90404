package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://user:secret@gateway:9091/path | http://***@gateway:9091/path",
        "HTTPS://secret@gateway               | HTTPS://***@gateway",
        "ftp://user:secret@gate way           | ftp://***@gate way",
        "http://user:se/cr?e#t@gateway        | http://***@gateway",
        "http://user:12/secret@gateway        | http://***@gateway",
        "http://user:se@cret@gateway          | http://***@gateway",
        "http://user:se://cret@gateway        | http://***@gateway",
        "http://a:secret@b,http://c:secret@d  | http://***@d",
        "http://user:secret@                  | http://***@",
        "user:secret@gateway:9091             | ***@gateway:9091",
        "user:se://cret@gateway               | ***@gateway",
        "http:/user:secret@gateway            | ***@gateway",
        "\"http://user:secret@gateway\"       | ***@gateway\"",
        "http://user:secret                   | http://user:***",
        "http://user:secret/more              | http://user:***",
        "http://[::1]:secret                  | http://[::1]:***",
        "http://[user:secret                  | http://[user:***",
        "user:secret                          | user:***",
      })
  void userInfoIsHiddenHoweverTheAddressIsWritten(String text, String printed) {
    assertEquals(printed, Redacted.url(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "70000",
        "gateway:9091",
        "http://gateway:9091/path:x?y:z",
        "http://169.254.170.2/v4/id:x",
        "https://[fe80::1%25eth0]:9091/",
        "http://",
        "http:///metrics",
        "://",
      })
  void textWithoutUserInfoStaysAsItIs(String text) {
    assertEquals(text, Redacted.url(text));
  }
}
