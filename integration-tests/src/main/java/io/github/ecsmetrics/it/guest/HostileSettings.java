package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;

/** Sets every JVM-wide hook of {@code java.net} and reports on stderr when one is called. */
public final class HostileSettings {
  private HostileSettings() {}

  public static void main(String[] arguments) throws IOException {
    ProxySelector.setDefault(new Proxies());
    CookieHandler.setDefault(new Cookies());
    Authenticator.setDefault(new Passwords());
    URL.setURLStreamHandlerFactory(
        protocol -> {
          System.err.println("handler asked for " + protocol);
          return null;
        });
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }

  private static final class Proxies extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      System.err.println("proxy asked for " + uri);
      throw new IllegalStateException("no proxy");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      System.err.println("proxy told of " + uri);
    }
  }

  private static final class Cookies extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      System.err.println("cookies asked for " + uri);
      throw new IllegalStateException("no cookies");
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      System.err.println("cookies given for " + uri);
    }
  }

  private static final class Passwords extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      System.err.println("password asked for " + getRequestingHost());
      throw new IllegalStateException("no password");
    }
  }
}
