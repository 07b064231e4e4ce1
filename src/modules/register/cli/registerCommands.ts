import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { EXIT, noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import type { RegisterContext } from '../context.ts';
import { ORGANISATION_KINDS } from '../domain/organisationKind.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import { disagreementsJson } from '../queries/disagreementsJson.ts';
import { changesJson } from '../queries/changesJson.ts';
import { countsJson } from '../queries/countsJson.ts';
import { organisationJson } from '../queries/organisationJson.ts';
import type { OrganisationAnswer } from '../queries/organisationJson.ts';

/** What the register's commands are given by the composition. */
export interface RegisterCommands {
  io: CommandIo;
  context(): Promise<RegisterContext>;
  setExit(code: number): void;
}

interface DatedOptions {
  asAt?: IsoDate;
  knownAt?: Date;
  json?: boolean;
}

export function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed) throw new InvalidArgumentError('Write the date like 2025-04-15.');
  return parsed;
}

/** A moment, or a whole day, to the end of it. */
function moment(text: string): Date {
  const parsed = parseIsoDate(text);
  const date = parsed ? new Date(`${parsed}T23:59:59.999Z`) : new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('Write the date like 2025-04-15, or a moment like 2025-04-15T09:00:00Z.');
  return date;
}

const dated = (command: Command): Command =>
  command
    .option('--as-at <date>', 'as it stood on this day (today if left out)', day)
    .option('--known-at <date>', 'as it was known at the end of this day', moment)
    .option('--json', 'as JSON on standard output');

export function addRegisterCommands(program: Command, commands: RegisterCommands): void {
  const { io } = commands;
  dated(program.command('org').description('One organisation: what it is, who is in it, whom it serves.').argument('<code>', 'its code, such as A81001')).action(async (code: string, options: DatedOptions) => {
    const context = await commands.context();
    answer(commands, options, await organisationJson(context, code, askedAt(context, options)), (found) => sayOrganisation(io, found));
  });

  program
    .command('changes')
    .description('What happened between two days: opened, closed, renamed, moved, merged, recoded.')
    .requiredOption('--from <date>', 'after this day', day)
    .requiredOption('--to <date>', 'up to this day', day)
    .option('--within <code>', 'only in this PCN, place, sub-ICB location, ICB, …')
    .option('--known-at <date>', 'as it was known at the end of this day', moment)
    .option('--json', 'as JSON on standard output')
    .action(async (options: DatedOptions & { from: IsoDate; to: IsoDate; within?: string }) => {
      const result = await changesJson(await commands.context(), { from: options.from, to: options.to, within: options.within, knownAt: options.knownAt ?? null });
      answer(commands, options, result, (changes) => {
        io.out(textTable(['Date', 'Event', 'Code', 'Name', 'From', 'To', 'Source'], changes.map((one) => [one.date, one.event, one.code, one.name, one.from, one.to, one.source]), io.columns));
        noteLine(io, `${changes.length.toLocaleString('en-GB')} changes after ${sayDate(options.from)}, up to ${sayDate(options.to)}.`);
      });
    });

  const register = program.command('register').description('The register as a whole.');
  dated(register.command('counts').description('How many organisations of each kind there are: open by the organisation files, and listed in the map of registered patients.')).action(async (options: DatedOptions) => {
    const context = await commands.context();
    const counts = await countsJson(context, askedAt(context, options));
    if (options.json) return sayJson(io, counts);
    const rows = (Object.keys(counts) as OrganisationKind[]).map((kind) => [ORGANISATION_KINDS[kind].plural, counts[kind].open, counts[kind].listed]);
    io.out(textTable(['Kind', 'Open', 'Listed'], rows, io.columns));
  });

  dated(register.command('disagreements').description('Where publications disagree, and what does not fit together; with what the rule of precedence applied.')).action(async (options: DatedOptions) => {
    const context = await commands.context();
    const { asAt, knownAt } = askedAt(context, options);
    answer(commands, options, await disagreementsJson(context, { asAt, knownAt }), (found) => {
      io.out(textTable(['Code', 'Name', 'About', 'Claims', 'Applied'], found.map((one) => [one.code, one.name, one.about, one.claims.map(({ value, source }) => `${value ?? 'none'} (${source})`).join('; '), one.applied]), io.columns));
      noteLine(io, `${found.length.toLocaleString('en-GB')} disagreements as at ${sayDate(asAt)}.`);
    });
  });
}

const askedAt = (context: RegisterContext, { asAt, knownAt }: DatedOptions) => ({ asAt: asAt ?? context.today(), knownAt: knownAt ?? null });

function answer<Value>({ io, setExit }: RegisterCommands, { json }: DatedOptions, result: Result<Value>, say: (value: Value) => void): void {
  if (!result.ok) {
    noteLine(io, sayRefusal(result.refusal));
    setExit(EXIT.refused);
  } else if (json) sayJson(io, result.value);
  else say(result.value);
}

function sayOrganisation(io: CommandIo, found: OrganisationAnswer): void {
  io.out(`${found.name} (${found.code})\n${sentenceCase(ORGANISATION_KINDS[found.kind].label)}, ${found.status}, as at ${sayDate(found.asAt)}${found.postcode ? `, ${found.postcode}` : ''}\n`);
  const related = (one: OrganisationAnswer['parents'][number]) => [one.relation, one.code, one.name, one.from, one.to];
  if (found.parents.length) io.out(`\nBelongs to\n${textTable(['Relation', 'Code', 'Name', 'From', 'To'], found.parents.map(related), io.columns)}`);
  if (found.children.length) io.out(`\nIn it\n${textTable(['Relation', 'Code', 'Name', 'From', 'To'], found.children.map(related), io.columns)}`);
  if (found.populations.length) io.out(`\nPeople\n${textTable(['Counted as', 'On', 'People', 'Source'], found.populations.map((one) => [one.kind, one.asOf, one.count, one.source]), io.columns)}`);
}
