package dev.punctual.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses calls may reach: all but those at which a machine tells its neighbours, or
 * itself, what no job should ask for, among them the credentials of cloud machines.
 *
 * @param allowed ranges that are taken out of this
 * @param hosts names, in lower case, whose addresses are not looked at
 */
record AddressRules(List<AddressRange> allowed, Set<String> hosts) {
  private static final List<AddressRange> REFUSED =
      Stream.of(
              "0.0.0.0/8",
              "100.100.100.200",
              "168.63.129.16",
              "169.254.0.0/16",
              "192.0.0.192",
              "::",
              "::a9fe:0/112",
              "fd00:ec2::/32",
              "fd20:ce::254",
              "fe80::/10")
          .flatMap(text -> AddressRange.parse(text).stream())
          .toList();

  /** Where an IPv6 address has an IPv4 address inside: what it begins with, and from which byte. */
  private record Embedding(AddressRange range, int from) {
    static Embedding of(String range, int from) {
      return new Embedding(AddressRange.parse(range).orElseThrow(), from);
    }
  }

  private static final List<Embedding> EMBEDDINGS =
      List.of(
          Embedding.of("64:ff9b::/96", 12),
          Embedding.of("64:ff9b:1::/48", 12),
          Embedding.of("::ffff:0:0:0/96", 12),
          Embedding.of("2001::/32", 4),
          Embedding.of("2002::/16", 2));

  AddressRules {
    allowed = List.copyOf(allowed);
    hosts = Set.copyOf(hosts);
  }

  /** The first of the addresses that may not be reached under this name. */
  Optional<InetAddress> firstRefused(String host, List<InetAddress> addresses) {
    return hosts.contains(host)
        ? Optional.empty()
        : addresses.stream().filter(this::isRefused).findFirst();
  }

  /** The refused address that a host is by itself; names are not looked up. */
  Optional<InetAddress> refusedLiteral(String host) {
    String plain = host.replaceAll("^\\[|(%.*)?]$", "");
    return firstRefused(host, AddressRange.literal(plain).stream().toList());
  }

  private boolean isRefused(InetAddress address) {
    byte[] bytes = address.getAddress();
    return isRefused(bytes)
        || EMBEDDINGS.stream()
            .filter(embedding -> embedding.range.contains(bytes))
            .map(embedding -> Arrays.copyOfRange(bytes, embedding.from, embedding.from + 4))
            .anyMatch(this::isRefused);
  }

  private boolean isRefused(byte[] bytes) {
    return REFUSED.stream().anyMatch(range -> range.contains(bytes))
        && allowed.stream().noneMatch(range -> range.contains(bytes));
  }

  /** Why a call is not made, and the cure. */
  static String refusal(HttpCall call, InetAddress refused) {
    return call
        + " leads to "
        + refused.getHostAddress()
        + ", a link-local address or one of a metadata service: if that is meant, call"
        + " HttpExecutor.builder().allow(\""
        + refused.getHostAddress()
        + "\")";
  }
}
