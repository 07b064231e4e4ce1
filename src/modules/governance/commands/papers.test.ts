import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { GovernanceContext } from '../context.ts';
import { coversOf, mayRead, paperHistory, papersOf, standingAttachment } from '../queries/papers.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace, PersonKey } from '../testing/inventedPlace.ts';
import { plantMeeting } from '../testing/plantedMeeting.ts';
import type { PlantedMeeting } from '../testing/plantedMeeting.ts';
import { grantAuthority } from './grantAuthority.ts';
import { attachPaper, coverItem, publishPaper, withdrawPaper } from './papers.ts';
import type { PaperToAttach } from './papers.ts';

onBothEngines('papers of a meeting', (engine) => {
  let database: Database;
  let place: InventedPlace;
  let context: GovernanceContext;
  let planted: PlantedMeeting;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
    context = { ...place.governance, papersFolder: mkdtempSync(join(tmpdir(), 'chorus-papers-')) };
    planted = await plantMeeting(database);
  });
  afterAll(async () => {
    await database.close();
    rmSync(context.papersFolder, { recursive: true, force: true });
  });

  const file = (words: string) => ({ fileName: 'paper.txt', bytes: Buffer.from(words) });
  const hubPaper = (words: string, more: Partial<PaperToAttach> = {}): PaperToAttach => ({ belongsTo: 'item', subjectId: planted.hubItemId, title: 'What the hub costs', isPublished: true, file: file(words), ...more });
  const maySee = async (id: string, who: PersonKey | null) => (await mayRead(database.as(), who && place.acting(who), (await standingAttachment(database.as(), id))!, DAY)).mayRead;
  const grantOfBoard = (): Promise<string> =>
    grantAuthority(place.governance, place.acting('ivy'), {
      giver: { kind: 'organisation', id: 'QZZ' }, receiver: { kind: 'forum', id: 'upper-ashvale-together' }, matters: ['local-schemes'], keptBack: [], withinCode: 'PL-1', limitDecisionPence: null, limitYearPence: null,
      mayDelegateOnward: false, consultLmc: false, jointWith: null, otherCondition: null, form: 'icb-committee', instrument: 'Scheme of delegation 2026', from: DAY, lastDay: null, status: 'in-force',
    });

  test('a keeper attaches a paper, withholds it, publishes it and withdraws it; all of that stays to be seen', async () => {
    const id = await attachPaper(context, place.acting('sam'), hubPaper('one'));
    place.setNow('2026-06-02');
    const withheld = await publishPaper(context, place.acting('sam'), id, { isPublished: false, withheldReason: 'Names a supplier' });
    expect(await papersOf(database.as(), 'item', [planted.hubItemId])).toMatchObject([{ id: withheld, isPublished: false, withheldReason: 'Names a supplier', paper: { title: 'What the hub costs', mediaType: 'text/plain; charset=utf-8' } }]);
    expect((await standingAttachment(database.as(), id))?.id).toBe(withheld);
    await withdrawPaper(context, place.acting('sam'), withheld, 'Replaced by a newer one');
    expect(await standingAttachment(database.as(), id)).toBeNull();
    expect((await paperHistory(database.as(), 'item', planted.hubItemId)).map(({ withdrawnReason }) => withdrawnReason)).toEqual(['Withheld: Names a supplier', 'Replaced by a newer one']);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 3 });
  });

  test('who may read: the public what is published, members what is withheld, nobody ruled out of the papers', async () => {
    const published = await attachPaper(context, place.acting('sam'), hubPaper('two'));
    const withheld = await attachPaper(context, place.acting('sam'), hubPaper('three', { isPublished: false, withheldReason: 'Names a supplier' }));
    const inPrivate = await attachPaper(context, place.acting('sam'), hubPaper('four', { subjectId: planted.rentItemId }));
    const copy = await attachPaper(context, place.acting('sam'), hubPaper('two', { belongsTo: 'meeting', subjectId: planted.meetingId }));
    const answers = async (who: PersonKey | null) => Promise.all([published, withheld, inPrivate, copy].map((id) => maySee(id, who)));
    expect(await answers(null)).toEqual([true, false, false, true]);
    expect(await answers('mona')).toEqual([true, false, false, true]);
    expect(await answers('cara')).toEqual([true, true, true, true]);
    expect(await answers('sam')).toEqual([true, true, true, true]);
    // Ruled to get no papers of the hub, and so none of their copies either; the other item is not touched.
    expect(await answers('tara')).toEqual([false, false, true, false]);
  });

  test.each<[string, PersonKey, Partial<PaperToAttach>, string]>([
    ['by a member who does not keep the forum', 'tara', {}, 'not-allowed'],
    ['by somebody from elsewhere', 'mona', {}, 'not-allowed'],
    ['to an item that is not there', 'sam', { subjectId: 'nothing' }, 'paper-subject-not-found'],
    ['to terms that are not there', 'sam', { belongsTo: 'terms', subjectId: '00000000-0000-0000-0000-000000000000' }, 'paper-subject-not-found'],
    ['to a delegation that is not there', 'sam', { belongsTo: 'delegation', subjectId: 'D1' }, 'paper-subject-not-found'],
    ['withheld without a reason', 'sam', { isPublished: false, withheldReason: '  ' }, 'reason-missing'],
    ['withheld with an endless reason', 'sam', { isPublished: false, withheldReason: 'x'.repeat(501) }, 'reason-too-long'],
    ['whose file is not what its name says', 'sam', { file: { fileName: 'paper.pdf', bytes: Buffer.from('words') } }, 'not-what-its-name-says'],
  ])('refuses a paper attached %s, and keeps no file', async (_what, who, more, code) => {
    const before = readdirSync(context.papersFolder, { recursive: true }).length;
    await expect(attachPaper(context, place.acting(who), hubPaper(`refused ${code}`, more))).rejects.toMatchObject({ refusal: { code } });
    expect(readdirSync(context.papersFolder, { recursive: true }).length).toBe(before);
  });

  test('terms of reference and a delegation have papers too', async () => {
    const { rows } = await sql<{ id: string }>`select id from forum_terms where forum_code = 'upper-ashvale-together'`.execute(database.as());
    const terms = await attachPaper(context, place.acting('sam'), hubPaper('terms', { belongsTo: 'terms', subjectId: rows[0]!.id }));
    const instrument = await attachPaper(context, place.acting('ivy'), hubPaper('instrument', { belongsTo: 'delegation', subjectId: await grantOfBoard() }));
    expect([await maySee(terms, null), await maySee(instrument, null)]).toEqual([true, true]);
  });

  test('the papers of a delegation are its giver’s: nobody else who records grants adds, withholds or withdraws one', async () => {
    const subjectId = await grantOfBoard();
    const refused = { refusal: { code: 'not-allowed' } };
    await expect(attachPaper(context, place.acting('mona'), hubPaper('of another', { belongsTo: 'delegation', subjectId }))).rejects.toMatchObject(refused);
    const id = await attachPaper(context, place.acting('ivy'), hubPaper('of the board', { belongsTo: 'delegation', subjectId }));
    await expect(withdrawPaper(context, place.acting('mona'), id, 'x')).rejects.toMatchObject(refused);
    await expect(publishPaper(context, place.acting('mona'), id, { isPublished: false, withheldReason: 'x' })).rejects.toMatchObject(refused);
    await withdrawPaper(context, place.acting('ivy'), id, 'Replaced');
    expect(await standingAttachment(database.as(), id)).toBeNull();
  });

  test('two who withdraw one paper at the same instant: one does, the other is told', async () => {
    const id = await attachPaper(context, place.acting('sam'), hubPaper('five'));
    const outcomes = await Promise.allSettled([withdrawPaper(context, place.acting('sam'), id, 'One'), publishPaper(context, place.acting('ivy'), id, { isPublished: false, withheldReason: 'Two' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { refusal: { code: 'paper-withdrawn' } } });
  });

  test('only a keeper withdraws, with a reason, what is there', async () => {
    const id = await attachPaper(context, place.acting('sam'), hubPaper('six'));
    await expect(withdrawPaper(context, place.acting('tara'), id, 'x')).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
    await expect(withdrawPaper(context, place.acting('sam'), id, ' ')).rejects.toMatchObject({ refusal: { code: 'reason-missing' } });
    await expect(withdrawPaper(context, place.acting('sam'), 'nothing', 'x')).rejects.toMatchObject({ refusal: { code: 'paper-not-found' } });
  });

  test('what stands before an item can be written anew and taken away', async () => {
    await coverItem(context, place.acting('sam'), planted.hubItemId, 'Five practices share one waiting list.');
    await coverItem(context, place.acting('sam'), planted.hubItemId, 'Six practices share one waiting list.');
    expect([...(await coversOf(database.as(), [planted.hubItemId])).values()]).toEqual(['Six practices share one waiting list.']);
    await coverItem(context, place.acting('sam'), planted.hubItemId, ' ');
    expect((await coversOf(database.as(), [planted.hubItemId])).size).toBe(0);
    await expect(coverItem(context, place.acting('tara'), planted.hubItemId, 'x')).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
    await expect(coverItem(context, place.acting('sam'), planted.hubItemId, 'x'.repeat(5001))).rejects.toMatchObject({ refusal: { code: 'cover-too-long' } });
  });
});
