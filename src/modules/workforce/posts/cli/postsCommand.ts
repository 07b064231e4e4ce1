import type { Command } from 'commander';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { WorkforceCommands } from '../../cli.ts';
import { sayWte } from '../domain/checkPost.ts';
import { roleTitle } from '../queries/networkNames.ts';
import { postsOf } from '../queries/posts.ts';

/** `chorus workforce posts CODE [--as-at DATE] [--json]`: what stands, without anybody's name. */
export function addPostsCommand(workforce: Command, { io, context }: WorkforceCommands): void {
  workforce
    .command('posts')
    .description('A PCN’s posts on a day, with who fills how much of each by number: no names.')
    .argument('<code>', 'its code, such as U12345')
    .option('--as-at <day>', 'such as 2026-06-01; today without it')
    .option('--json', 'as JSON on standard output')
    .action(async (text: string, options: { asAt?: string; json?: boolean }) => {
      const house = await context();
      const pcnCode = text.toUpperCase();
      const on = options.asAt === undefined ? house.today() : parseIsoDate(options.asAt);
      if (on === null) throw new Refused({ code: 'day-unknown', what: `“${options.asAt?.slice(0, 20)}” is not a day.`, where: '--as-at', todo: 'Write it like 2026-06-01.' });
      if ((await house.register.reader.image()).kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with chorus search.' });
      const posts = await postsOf(house, { pcnCode, on });
      if (options.json) return sayJson(io, { pcnCode, asAt: on, posts });
      sayLine(io, `${pcnCode}: ${posts.length} ${posts.length === 1 ? 'post' : 'posts'} on ${sayDate(on)}`);
      if (posts.length === 0) return;
      const rows = posts.map((post) => [post.reference, roleTitle(post), sayWte(post.wte), post.holders.map(({ wte }) => sayWte(wte)).join(' + ') || 'vacant', post.home === null ? 'nowhere' : post.home.kind === 'practice' ? post.home.code : 'a team', post.startsOn]);
      io.out(textTable(['Post', 'Role', 'WTE', 'Filled', 'At home', 'Since'], rows, io.columns));
    });
}
