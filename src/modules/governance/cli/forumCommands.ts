import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { COMPOSITION_STATES } from '../domain/composition.ts';
import type { CompositionState } from '../domain/composition.ts';
import { FORUM_KINDS, SECTORS } from '../domain/forum.ts';
import { forumCheck } from '../queries/forumCheck.ts';
import type { ForumCheck } from '../queries/forumCheck.ts';
import { forumsOn } from '../queries/forums.ts';
import type { GovernanceCommands } from './governanceCommands.ts';

interface DatedOptions {
  asAt?: IsoDate;
  json?: boolean;
}

function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed) throw new InvalidArgumentError('Write the date like 2026-04-15.');
  return parsed;
}

const dated = (command: Command): Command => command.option('--as-at <date>', 'as it stood on this day (today if left out)', day).option('--json', 'as JSON on standard output');

export function addForumCommands(program: Command, commands: GovernanceCommands): void {
  const { io } = commands;
  const forum = program.command('forum').description('Forums: who sits where, and whether that is as the rules say.');

  dated(forum.command('list').description('Every forum that is open.')).action(async ({ asAt, json }: DatedOptions) => {
    const context = await commands.context();
    const forums = await forumsOn(context.database.as(), asAt ?? context.today());
    if (json) return sayJson(io, forums);
    if (forums.length === 0) return sayLine(io, 'There are no forums yet.');
    io.out(textTable(['Code', 'Kind', 'Name', 'Place', 'Meets in public'], forums.map(({ code, kind, name, placeCode, terms }) => [code, FORUM_KINDS[kind], name, placeCode, terms ? (terms.meetsInPublic ? 'yes' : 'no') : null]), io.columns));
  });

  dated(forum.command('check').description('One forum against the rules of who must sit in it: met, not met, vacant, expired or unattended, with rule and source.').argument('<code>', 'its code; see chorus forum list')).action(
    async (code: string, { asAt, json }: DatedOptions) => {
      const context = await commands.context();
      const result = await forumCheck(context, code, asAt ?? context.today());
      if (!result.ok) {
        noteLine(io, sayRefusal(result.refusal));
        commands.setExit(1);
      } else if (json) sayJson(io, result.value);
      else sayCheck(io, result.value);
    },
  );
}

function sayCheck(io: CommandIo, { forum, asAt, seats, findings, counts, alarms }: ForumCheck): void {
  io.out(`${forum.name} (${forum.code})\n${FORUM_KINDS[forum.kind]}, as at ${sayDate(asAt)}\n\n`);
  io.out(textTable(['Seat', 'Sector', 'Holder', 'Deputies', 'Votes'], seats.map((seat) => [seat.title, SECTORS[seat.sector], seat.holder ? (seat.holder.name ?? 'an erased person') : 'vacant', seat.deputies.map(({ name }) => name ?? 'an erased person').join(', '), seat.isVoting ? seat.weight : 0]), io.columns));
  if (findings.length === 0) sayLine(io, '\nNothing is written of who must sit in a forum of this kind.');
  else {
    io.out(`\n${textTable(['State', 'Rule', 'About', 'What we found', 'Source', 'Status'], findings.map((one) => [COMPOSITION_STATES[one.state], one.rule, one.about, one.says, `${one.source.title}, ${one.source.locator}`, one.source.status]), io.columns)}`);
    noteLine(io, (Object.keys(COMPOSITION_STATES) as CompositionState[]).flatMap((state) => (counts[state] ? [`${counts[state]} ${COMPOSITION_STATES[state]}`] : [])).join(', '));
  }
  for (const { seatTitle, kind, missedInARow } of alarms) sayLine(io, kind === 'vacant' ? `Alarm: general practice’s seat “${seatTitle}” is vacant.` : `Alarm: nobody came for general practice’s seat “${seatTitle}” to the last ${missedInARow} meetings.`);
}
