package dev.punctual.http;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;

/** Whether a URL is reached through a proxy. */
@FunctionalInterface
interface Proxied {
  boolean isProxied(URI uri);

  static Proxied by(ProxySelector selector) {
    return uri -> selector.select(uri).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.HTTP);
  }
}
