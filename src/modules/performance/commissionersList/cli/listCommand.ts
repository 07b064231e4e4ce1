import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { parseIsoDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { SCOPE_WORDS, SCOPES } from '../domain/criterion.ts';
import type { Finding, Scope } from '../domain/criterion.ts';
import { sayChance } from '../domain/sayFinding.ts';
import { listWithin } from '../queries/listFor.ts';
import type { ListOfPlace } from '../queries/listFor.ts';

interface Options {
  within: string;
  month: IsoDate;
  scope?: Scope;
  json?: boolean;
}

function month(text: string): IsoDate {
  const parsed = /^\d{4}-\d{2}$/.test(text) ? parseIsoDate(`${text}-01`) : null;
  if (!parsed) throw new InvalidArgumentError('Write the month like 2025-10.');
  return parsed;
}

export function addListCommand(performance: Command, commands: PerformanceCommands): void {
  const { io } = commands;
  performance
    .command('list')
    .description('The commissioner’s list of a month: which practice meets which criterion, and how sure that is.')
    .requiredOption('--within <code>', 'an ICB, sub-ICB location, place, PCN, region or practice; or ENG', (text: string) => text.toUpperCase())
    .requiredOption('--month <month>', 'the month, such as 2025-10', month)
    .addOption(new Option('--scope <scope>', 'over which practices the 20% is taken').choices([...SCOPES]))
    .option('--json', 'as JSON on standard output')
    .action(async ({ within, month: asked, scope, json }: Options) => {
      const list = await listWithin(await commands.context(), { within, month: asked, ...(scope ? { scope } : {}) });
      if (!list.ok) {
        noteLine(io, sayRefusal(list.refusal));
        commands.setExit(EXIT.refused);
      } else if (json) sayJson(io, listJson(list.value));
      else io.out(sayList(list.value, io.columns));
    });
}

const SHORT: Readonly<Record<Finding['verdict'], string>> = { meets: 'meets', 'does-not-meet': '–', 'no-data': 'no data' };

function sayList(list: ListOfPlace, columns: number | null): string {
  const { name, code, month: asked, scope, criteria, practices, monthBefore, upToPlaces } = list;
  const states = textTable(['Criterion', 'Meet it', 'Do not', 'No data', 'Changed'], criteria.map(({ criterion, meets, doesNotMeet, noData, changed }) => [criterion.title, meets, doesNotMeet, noData, changed]), columns);
  const absent = criteria.flatMap(({ criterion, absent: why }) => (why ? [`${criterion.title}: no data. ${why}`] : []));
  const unsure = criteria.filter(({ knowsWobble, criterion, absent: why }) => !why && !knowsWobble && criterion.rule.kind !== 'rated' && criterion.rule.kind !== 'raised').map(({ criterion }) => `${criterion.title}: how sure allows for chance in counting alone, as no month before is held; it is less sure than that.`);
  const listed = practices.filter(({ met }) => met > 0);
  const rows = listed.map(({ code: practice, name: called, met, findings }) => [practice, called, met, ...findings.map((finding) => `${SHORT[finding.verdict]}${finding.chance === null ? '' : ` (${sayChance(finding.chance)})`}`)]);
  return [
    `${name} (${code}), ${sayMonth(asked)}: ${listed.length} of ${practices.length} practices meet a criterion; up to ${upToPlaces} were to be listed. 20% is of the practices of ${SCOPE_WORDS[scope]}.\n`,
    `In brackets: the chance that it is truly so. Changed: how many it would have said otherwise of ${monthBefore ? `in ${sayMonth(monthBefore)}` : 'a month before, which is not held'}.\n\n`,
    states, '\n', ...[...absent, ...unsure].map((line) => `${line}\n`), '\n',
    rows.length ? textTable(['Code', 'Practice', 'Met', ...criteria.map(({ criterion }) => criterion.title)], rows, columns) : 'No practice meets a criterion of which there is data.\n',
  ].join('');
}

/** As scripts read it: every practice, whether it meets anything or not. */
const listJson = ({ code, name, kind, month: asked, scope, monthBefore, upToPlaces, criteria, practices }: ListOfPlace) => ({
  code, name, kind, month: asked.slice(0, 7), scope, monthBefore: monthBefore?.slice(0, 7) ?? null, upToPlaces,
  criteria: criteria.map(({ criterion: { id, title, says, status, source, readAs }, ...state }) => ({ id, title, says, readAs, status, locator: source.locator, absent: state.absent, source: state.source, meets: state.meets, doesNotMeet: state.doesNotMeet, noData: state.noData, changed: state.changed, knowsWobble: state.knowsWobble })),
  practices: practices.map(({ code: practice, name: called, met, unknown, findings }) => ({ code: practice, name: called, met, unknown, findings })),
});
