import type { Relation, Version } from './deriveRegister.ts';

/** A row of a list of councils, which gives no days: what it says stands for all days. */
export interface CouncilRow {
  code: string;
  name: string;
  successorCode: string | null;
  upperTierCode: string | null;
  isCurrent: boolean;
  source: string;
}

/** The councils and how they stand to each other: districts in their upper tier, new ones in place of the old. */
export function councilsFrom(rows: CouncilRow[]): { versions: Version[]; relations: Relation[] } {
  const byCode = new Map<string, CouncilRow>();
  for (const row of rows) if (!byCode.has(row.code)) byCode.set(row.code, row);
  const versions = [...byCode.values()].map(
    ({ code, name, isCurrent, source }): Version => ({ code, from: null, to: null, name, postcode: null, address: null, status: isCurrent ? 'open' : 'closed', isListed: false, source }),
  );
  const relations: Relation[] = [];
  for (const { code, upperTierCode, successorCode, isCurrent, source } of byCode.values()) {
    const always = { slot: null, from: null, to: null, source, endSource: null };
    if (isCurrent && upperTierCode && upperTierCode !== code && byCode.has(upperTierCode)) relations.push({ kind: 'part-of', fromCode: code, toCode: upperTierCode, ...always });
    if (!isCurrent && successorCode && successorCode !== code && byCode.has(successorCode)) relations.push({ kind: 'succeeds', fromCode: successorCode, toCode: code, ...always });
  }
  return { versions, relations };
}
