import type { Database } from '#platform/database/index.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Body, Grant } from '../domain/authority/grant.ts';
import { grantsChangedAfter } from './delegations.ts';
import type { GrantSource } from './delegations.ts';

const indexes = new WeakMap<Database, GrantIndex>();

/** Every grant in memory, brought up to date at each asking: who decides this is asked far more often than anything is granted. */
export async function grantsInMemory(database: Database): Promise<GrantSource> {
  const kept = indexes.get(database) ?? new GrantIndex(database);
  indexes.set(database, kept);
  await kept.catchUp();
  return kept;
}

class GrantIndex implements GrantSource {
  private readonly database: Database;
  private readonly byId = new Map<string, Grant>();
  /** By area and matter. */
  private readonly byPlace = new Map<string, Map<string, Set<Grant>>>();
  private readonly byGiver = new Map<string, Set<Grant>>();
  private revision = -1;
  private catching: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    this.database = database;
  }

  /** Two who ask at once read what is new once each, one after the other. */
  catchUp(): Promise<void> {
    const next = this.catching.catch(() => undefined).then(() => this.readNew());
    this.catching = next;
    return next;
  }

  private async readNew(): Promise<void> {
    const known = this.revision;
    let first: number | null = null;
    let after: string | null = null;
    do {
      const { revision, grants, next } = await grantsChangedAfter(this.database.as(), known, after);
      // What was changed while the batches were read comes again with the next asking.
      first ??= revision;
      for (const { isWithdrawn, ...grant } of grants) {
        this.remove(grant.id);
        if (!isWithdrawn) this.add(grant);
      }
      after = next;
    } while (after !== null);
    this.revision = first;
  }

  private add(grant: Grant): void {
    this.byId.set(grant.id, grant);
    const matters = this.byPlace.get(grant.withinCode) ?? new Map<string, Set<Grant>>();
    this.byPlace.set(grant.withinCode, matters);
    for (const matter of grant.matters) matters.set(matter, (matters.get(matter) ?? new Set()).add(grant));
    const giver = bodyKey(grant.giver);
    this.byGiver.set(giver, (this.byGiver.get(giver) ?? new Set()).add(grant));
  }

  private remove(id: string): void {
    const grant = this.byId.get(id);
    if (!grant) return;
    this.byId.delete(id);
    this.byGiver.get(bodyKey(grant.giver))?.delete(grant);
    for (const matter of grant.matters) this.byPlace.get(grant.withinCode)?.get(matter)?.delete(grant);
  }

  async grantsFor({ areas, matters }: { areas: readonly string[]; matters?: readonly string[] }): Promise<readonly Grant[]> {
    const found = new Set<Grant>();
    for (const area of areas) {
      const here = this.byPlace.get(area);
      for (const matter of matters ?? here?.keys() ?? []) for (const grant of here?.get(matter) ?? []) found.add(grant);
    }
    return [...found];
  }

  async usersByReceiver(receivers: readonly Body[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(receivers.map((receiver) => [bodyKey(receiver), this.usersOf(receiver)]));
  }

  private usersOf(receiver: Body): string[] {
    const users = new Set([bodyKey(receiver)]);
    // A set that grows while it is gone through is gone through to its end.
    for (const user of users) for (const grant of this.byGiver.get(user) ?? []) if (grant.status === 'in-force') users.add(bodyKey(grant.receiver));
    return [...users];
  }
}
