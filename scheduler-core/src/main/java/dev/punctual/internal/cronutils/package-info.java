/** The only place that touches the library cron-utils, and what guards us against its faults. */
@NullMarked
package dev.punctual.internal.cronutils;

import org.jspecify.annotations.NullMarked;
