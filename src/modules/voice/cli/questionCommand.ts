import type { Command } from 'commander';
import { sayDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { type CommandIo, EXIT, noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import { questionJson, questionListJson, type QuestionAnswer } from '../queries/questionJson.ts';
import { QUESTION_LIFE, type QuestionState } from '../domain/questionLife.ts';
import type { VoiceCommands } from './voiceCommands.ts';

const WITHHELD = 'Named answers and mandates are told in confidence and never leave through the console.';

/** `chorus question list` and `chorus question show ID`: what everybody may read, never more. */
export function addQuestionCommand(program: Command, commands: VoiceCommands): void {
  const { io } = commands;
  const question = program.command('question').description('Questions that general practice answers with one voice.');

  question.command('list').description('Every question, and what comes next.').option('--json', 'as JSON on standard output').action(async (options: { json?: boolean }) => {
    const rows = await questionListJson(await commands.context());
    if (options.json) return sayJson(io, rows);
    io.out(textTable(['Number', 'Question', 'Place', 'Where it stands', 'Next'], rows.map(({ id, title, place, state, next }) => [id, title, place, QUESTION_LIFE.states[state as QuestionState], next]), io.columns));
    noteLine(io, `${rows.length} ${rows.length === 1 ? 'question' : 'questions'}.`);
  });

  question.command('show').description('The thread of one question, as far as everybody may read it.').argument('<id>', 'its number, such as Q3').option('--json', 'as JSON on standard output').action(async (id: string, options: { json?: boolean }) => {
    const result = await questionJson(await commands.context(), id);
    if (!result.ok) {
      noteLine(io, sayRefusal(result.refusal));
      return commands.setExit(EXIT.refused);
    }
    if (options.json) return sayJson(io, result.value);
    sayQuestion(io, result.value);
    noteLine(io, WITHHELD);
  });
}

function sayQuestion(io: CommandIo, { id, title, asks, options, stateLabel, next, place, forum, decidesForum, steps, decisions }: QuestionAnswer): void {
  sayLine(io, `${id}  ${title}`);
  sayLine(io, `${stateLabel}; asked in ${place.name} by the ${forum.name}; decided by ${decidesForum ? `the ${decidesForum.name}` : 'a forum not known yet'}.\n`);
  sayLine(io, asks);
  for (const option of options) sayLine(io, `  ${option.id}) ${option.label}`);
  sayLine(io, '');
  io.out(textTable(['Day', 'Step'], steps.map(({ at, to }) => [sayDate(at.slice(0, 10)), QUESTION_LIFE.states[to as QuestionState]]), io.columns));
  for (const { forum: taken, takenOn, outcome, decided, owed } of decisions) {
    sayLine(io, `\nDecision of the ${taken.name}, ${sayDate(takenOn)}: ${outcome}. ${decided ?? 'Its words are withheld.'}`);
    for (const says of owed) sayLine(io, `  owed: ${says}`);
  }
  sayLine(io, `\nNext: ${next ?? 'nothing; its life is over, unless it is reopened.'}`);
}
