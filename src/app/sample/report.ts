import { acknowledgeReport, newestReportOn, noteOpened } from '#voice';
import type { Scene } from './story.ts';

/** Some of those to whom the report on a question was sent say that they have read it. */
export async function acknowledgeSampleReport({ voice, cast }: Scene, questionId: string, mailboxes: readonly string[]): Promise<void> {
  const report = (await newestReportOn(voice.database.as(), questionId))!;
  for (const mailbox of mailboxes) {
    await noteOpened(voice, report.id, cast.personId(mailbox));
    await acknowledgeReport(voice, report.id, cast.personId(mailbox));
  }
}
