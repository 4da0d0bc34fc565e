/** Grammar and arithmetic of cron expressions. Pure: no clock, thread, random or I/O. */
@NullMarked
package dev.punctual.internal.cron;

import org.jspecify.annotations.NullMarked;
