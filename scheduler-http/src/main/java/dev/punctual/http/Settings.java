package dev.punctual.http;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * What all attempts of an executor share.
 *
 * @param secrets who knows secrets
 * @param rules which addresses may be reached
 * @param lookup finds addresses
 * @param proxied whether a URL is reached through a proxy, which then finds its address
 * @param responseLimit how many bytes of a body are kept
 * @param maxRedirects how many redirects are followed
 * @param clock the time here
 * @param workers threads for what cannot be interrupted
 */
record Settings(
    SecretResolver secrets,
    AddressRules rules,
    HostLookup lookup,
    Proxied proxied,
    int responseLimit,
    int maxRedirects,
    InstantSource clock,
    ExecutorService workers) {}
