package dev.punctual.internal.loop;

import dev.punctual.IfExists;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import dev.punctual.internal.text.Quote;
import java.util.List;

/**
 * What becomes of events about a job that cannot be read. Only a replacement can mend it, and stays
 * in the mailbox; a start goes on without it, declared or not; every other caller is told what is
 * wrong.
 */
final class Unreadable {
  private Unreadable() {}

  static void answer(JobCell cell, String reason) {
    var mails = List.copyOf(cell.mailbox);
    cell.mailbox.clear();
    for (var mail : mails) {
      switch (mail.event()) {
        case JobEvent.Schedule schedule when schedule.ifExists() == IfExists.REPLACE ->
            cell.mailbox.add(mail);
        case JobEvent.Declare declare -> TimingLoop.answer(mail, new Reply.Done());
        case JobEvent.Retire retire -> TimingLoop.answer(mail, new Reply.Done());
        case JobEvent.SwitchOff off -> TimingLoop.answer(mail, new Reply.Done());
        default -> TimingLoop.fail(mail, error(cell, reason));
      }
    }
  }

  private static InvalidDefinitionException error(JobCell cell, String reason) {
    return new InvalidDefinitionException(
        "job "
            + cell.id
            + " is stored but cannot be read ("
            + Quote.escaped(reason, 300)
            + "); schedule it with IfExists.REPLACE to mend it");
  }
}
