import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import type { Database } from './index.ts';

onBothEngines('reads that are kept', (engine) => {
  let database: Database;
  const read = async () => (await sql<{ word: string }>`select word from told order by word`.execute(database.as())).rows;
  const asRequest = <Value>(work: () => Promise<Value>): Promise<Value> => database.keepingReads(work);
  const write = (word: string) => database.inTransaction<unknown, void>(async (transaction) => void (await sql`insert into told values (${word})`.execute(transaction)));

  beforeAll(async () => {
    database = await testDatabase(engine);
    await database.runScript('create table told (word text)');
  });
  afterAll(() => database.close());
  beforeEach(() => sql`truncate told`.execute(database.as()));

  test('are shared by one request and the next', async () => {
    await write('a');
    const [first, second] = await asRequest(() => Promise.all([read(), read()]));
    expect(second).toBe(first);
    expect(await asRequest(read)).toBe(first);
  });

  test('are read anew once anybody has written', async () => {
    const before = await asRequest(read);
    await write('a');
    expect([before, await asRequest(read)]).toEqual([[], [{ word: 'a' }]]);
    await sql`insert into told values ('b')`.execute(database.as());
    expect(await asRequest(read)).toEqual([{ word: 'a' }, { word: 'b' }]);
  });

  test('are over in a request that itself writes', async () => {
    const seen = await asRequest(async () => {
      const before = await read();
      await write('a');
      const after = await read();
      await sql`insert into told values ('b')`.execute(database.as());
      return [before, after, await read()];
    });
    expect(seen).toEqual([[], [{ word: 'a' }], [{ word: 'a' }, { word: 'b' }]]);
  });

  test('hold nothing of a transaction that was rolled back', async () => {
    const failing = database.inTransaction(async (transaction) => {
      await sql`insert into told values ('a')`.execute(transaction);
      throw new Error('stop');
    });
    const [, during] = await Promise.all([expect(failing).rejects.toThrow('stop'), asRequest(read)]);
    expect([during, await asRequest(read)]).toEqual([[], []]);
  });

  test('cannot be changed by one of those who share them', async () => {
    await write('a');
    const rows = await asRequest(async () => (await sql<{ words: string[] }>`select array_agg(word) as words from told`.execute(database.as())).rows);
    expect(() => rows[0]!.words.push('b')).toThrow(TypeError);
    expect(() => rows.pop()).toThrow(TypeError);
  });

  test('are not what is large, fails, locks or changes by itself', async () => {
    const ask = (text: string) => asRequest(async () => (await sql.raw(text).execute(database.as())).rows);
    for (const text of ['select generate_series(1, 30000) as one', 'select random() as one', 'select clock_timestamp() as one']) expect(await ask(text)).not.toBe(await ask(text));
    await expect(ask('select missing from told')).rejects.toThrow('missing');
    await sql`alter table told add column missing text`.execute(database.as());
    expect(await ask('select missing from told')).toEqual([]);
    await sql`alter table told drop column missing`.execute(database.as());
  });

  test('are asked each time outside of a request', async () => {
    expect(await read()).not.toBe(await read());
  });
});
