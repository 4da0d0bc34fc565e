/** The small grammar of text forms: words, durations, quoting. Pure. */
@NullMarked
package dev.punctual.internal.text;

import org.jspecify.annotations.NullMarked;
