import { exactJson } from '../cli/exactJson.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import type { PublishedIndicator, PublishedPcn } from './publishedIndicator.ts';

/** What an indicator counts, as plain values. */
export const definitionJson = ({ funded, ...definition }: IndicatorDefinition) => ({
  ...definition,
  points: funded && exactJson(funded.indicator.points.value), lower: exactJson(funded?.indicator.lower?.value ?? null), upper: exactJson(funded?.indicator.upper?.value ?? null), thresholdsStatus: funded?.indicator.status ?? null,
});

const part = (numerator: number | null, denominator: number | null): number | null => (numerator === null || !denominator ? null : numerator / denominator);

export const pcnJson = ({ code, name, figure, practices, worth }: PublishedPcn) => ({
  code, name, practices, numerator: figure.numerator, denominator: figure.denominator, achievement: part(figure.numerator, figure.denominator), isPartial: figure.isPartial, missing: figure.missing,
  calculated: worth && { points: exactJson(worth.points), pence: worth.earnedPence, maximumPence: worth.maximumPence, toLower: worth.toLower, toUpper: worth.toUpper, says: worth.says },
  deemed: worth?.deemedPence == null ? null : { pence: worth.deemedPence },
});

/** What `chorus performance indicator --json` prints: `pcns` and `practices` are those that `keeps` keeps; England is whole. */
export function publishedJson({ definition, asOf, source, practices, pcns, england, leftOut }: PublishedIndicator, keeps: (pcnCode: string | null, practiceCode?: string) => boolean = () => true) {
  const total = (of: (pcn: PublishedPcn) => number | null | undefined): number => pcns.reduce((sum, pcn) => sum + (of(pcn) ?? 0), 0);
  const deemed = definition.funded?.phase.deemed.find(({ code }) => code === definition.code) ?? null;
  return {
    indicator: definitionJson(definition), year: definition.year, asOf, source,
    deemed: deemed && { share: exactJson(deemed.share), reason: deemed.reason, published: deemed.published, status: deemed.figure.status, source: deemed.figure.source },
    england: { numerator: england.numerator, denominator: england.denominator, achievement: part(england.numerator, england.denominator), practices: england.practices, pcns: pcns.length, calculatedPence: total(({ worth }) => worth?.earnedPence), deemedPence: deemed ? total(({ worth }) => worth?.deemedPence) : null },
    pcns: pcns.filter(({ code }) => keeps(code)).map(pcnJson),
    practices: practices.filter(({ pcnCode, code }) => keeps(pcnCode, code)).map((one) => ({ ...one, achievement: part(one.numerator, one.denominator) })),
    leftOut: leftOut.map(({ code, name, pcnCode }) => ({ code, name, why: pcnCode === null ? 'In no PCN on that day' : 'Its count is not known' })),
  };
}
