package io.github.ecsmetrics.agent.aws;

import io.github.ecsmetrics.agent.net.HeaderValue;
import io.github.ecsmetrics.agent.net.HttpAddress;
import java.util.Map;

/**
 * Where a container gets the credentials of its role, by the environment that ECS sets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container
 *     credential provider</a>
 */
public final class CredentialsEndpoint {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /** Variable that names the {@link #authorizationFile}. */
  public static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String ECS_HOST = "169.254.170.2";

  /** Besides loopback, clear text may go to the endpoints of ECS and of EKS. */
  private static final String[] CLEAR_TEXT_HOSTS = {
    ECS_HOST, "169.254.170.23", "fd00:ec2::23", "::1", "localhost"
  };

  public final HttpAddress address;

  /** The value of the header {@code Authorization}; null if there is none. */
  public final String authorization;

  /** The file with that value, to be read before each request; null if there is none. */
  public final String authorizationFile;

  private CredentialsEndpoint(String uri, Map<String, String> environment) {
    address = new HttpAddress(uri);
    authorizationFile = given(environment, TOKEN_FILE);
    String token = given(environment, TOKEN);
    authorization = authorizationFile == null && token != null ? headerValue(TOKEN, token) : null;
  }

  /**
   * A token as the value of a header.
   *
   * @param text the content of the {@link #authorizationFile}
   * @throws IllegalArgumentException if it cannot be one; the message is for a person
   */
  public static String headerValueOfFile(String text) {
    return headerValue(TOKEN_FILE, text);
  }

  private static String headerValue(String variable, String token) {
    String value = token.trim();
    if (HeaderValue.isPrintable(value)) return value;
    throw new IllegalArgumentException(variable + AwsCredentials.NOT_PRINTABLE);
  }

  private static String given(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * Null if the environment names none.
   *
   * @throws IllegalArgumentException if it names one that may not be asked, with a line for a
   *     person
   */
  public static CredentialsEndpoint fromEnvironment(Map<String, String> environment) {
    String relative = given(environment, RELATIVE);
    if (relative != null) {
      return new CredentialsEndpoint(
          checked(RELATIVE, "http://" + ECS_HOST + relative), environment);
    }
    String full = given(environment, FULL);
    if (full == null) return null;
    return new CredentialsEndpoint(checked(FULL, full), environment);
  }

  private static String checked(String variable, String uri) {
    String flaw = HttpAddress.flawOfAny(uri);
    if (flaw != null) throw new IllegalArgumentException(variable + " is " + flaw);
    HttpAddress address = new HttpAddress(uri);
    if (address.tls || mayHaveClearText(address.host())) return uri;
    throw new IllegalArgumentException(
        variable + " has to begin with https:// unless its host is a loopback address");
  }

  private static boolean mayHaveClearText(String host) {
    for (String allowed : CLEAR_TEXT_HOSTS) {
      if (host.equals(allowed)) return true;
    }
    return isLoopback(host);
  }

  /** An address in 127.0.0.0/8; a name is none, whatever it resolves to. */
  private static boolean isLoopback(String host) {
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') dots++;
      else if (c < '0' || c > '9') return false;
    }
    return dots == 3 && host.startsWith("127.");
  }
}
