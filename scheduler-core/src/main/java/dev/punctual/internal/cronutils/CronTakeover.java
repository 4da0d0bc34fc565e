package dev.punctual.internal.cronutils;

import com.cronutils.model.CompositeCron;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import dev.punctual.CronDialect;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.Map;
import java.util.Optional;

/**
 * Takes over expressions that an application holds as objects of cron-utils: their dialect, told
 * from their definition, and their text. Nothing of how that library reads or evaluates them
 * matters.
 *
 * @param dialect the dialect
 * @param expression the text
 */
public record CronTakeover(CronDialect dialect, String expression) {
  private static final Map<CronType, CronDialect> DIALECTS =
      Map.of(
          CronType.QUARTZ, CronDialect.QUARTZ,
          CronType.UNIX, CronDialect.UNIX,
          CronType.SPRING, CronDialect.SPRING,
          CronType.SPRING53, CronDialect.SPRING);

  /**
   * Takes over an expression.
   *
   * @param object should be a {@link Cron}
   * @return its dialect and text
   * @throws InvalidDefinitionException if it is none, or of another dialect
   */
  public static CronTakeover of(Object object) {
    if (!(object instanceof Cron cron)) {
      throw new InvalidDefinitionException(
          "a "
              + Quote.of(object.getClass().getName())
              + " is not a com.cronutils.model.Cron; give its text to Trigger.cron");
    }
    if (cron instanceof CompositeCron) {
      throw new InvalidDefinitionException(
          "a composite cron-utils expression stands for several; make a job of each");
    }
    var dialect =
        dialect(cron)
            .orElseThrow(() ->
                new InvalidDefinitionException(
                    "a cron-utils expression of a definition other than QUARTZ, UNIX, SPRING and"
                        + " SPRING53 cannot be taken over; give its text and dialect to"
                        + " Trigger.cron"));
    return new CronTakeover(dialect, cron.asString());
  }

  private static Optional<CronDialect> dialect(Cron cron) {
    return DIALECTS.entrySet().stream()
        .filter(entry ->
            CronDefinitionBuilder.instanceDefinitionFor(entry.getKey())
                .equals(cron.getCronDefinition()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
