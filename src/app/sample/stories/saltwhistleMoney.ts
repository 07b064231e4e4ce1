import { financialYear, monthsOf } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import {
  claimsOf, draftSharing, enterClaimsFile, keepAchievements, lockSharing, moveClaims, openDispute, postByHand, postDue, recordRemittances, statementOf,
} from '#funding';
import type { StreamId } from '#funding';
import { callSampleMeeting, holdSampleMeeting } from '../meeting.ts';
import type { Scene, Story } from '../story.ts';
import { CLAIMS_FILE } from './saltwhistleClaims.ts';

const PCN = 'XU004';
const PAYEE = 'XX017';
const YEAR = financialYear('2025/26');
/** All but the last are paid; March’s statement has not come yet. */
const MONTHS = monthsOf(YEAR).slice(0, 11);
const HALF_YEAR = 6;
const JULY = 3;
const MANAGER = 'callum.tidewell';
const DIRECTOR = 'tobias.akinwande';

/** What the statements of payment call each stream. */
const PAID_AS: readonly (readonly [StreamId, string])[] = [
  ['core-pcn', 'PCN core funding'], ['enhanced-access', 'PCN enhanced access'], ['care-home-premium', 'PCN care home premium'], ['capacity-and-access-support', 'Capacity and access support'],
];

/** What is due to the PCN by month, in pence, under each stream: as its own statement has it. */
async function dueByStream({ funding }: Scene): Promise<(stream: StreamId) => number[]> {
  const statement = await statementOf(funding, { code: PCN, year: YEAR, knownOn: null });
  if (!statement.ok) throw new Error(statement.refusal.what);
  const lines = statement.value.lines.filter(({ paidTo }) => paidTo === 'pcn');
  return (stream) => MONTHS.map((_, month) => lines.filter((line) => line.stream === stream).reduce((sum, { monthsPence }) => sum + monthsPence[month]!, 0));
}

const pounds = (pence: number): string => (pence / 100).toFixed(2);
const lastWeekOf = (month: IsoDate): IsoDate => isoDate(`${month.slice(0, 7)}-28`);

/** Eleven months of statements of payment. July’s care home premium is paid as June’s was, as if no home had opened. */
async function remittancesOf(scene: Scene): Promise<string> {
  const due = await dueByStream(scene);
  const claims = (await claimsOf(scene.funding.database.as(), PCN, YEAR)).filter(({ state }) => state === 'paid');
  const lines = MONTHS.flatMap((month, index) => {
    const line = (description: string, pence: number): string => [PAYEE, month.slice(0, 7), description, pounds(pence), `PCSE-${month.slice(0, 7)}-${description.replaceAll(/[^A-Za-z]+/g, '-').toUpperCase()}`, lastWeekOf(month)].join(',');
    const reimbursed = claims.filter((claim) => claim.month === month).reduce((sum, { claimPence }) => sum + claimPence, 0);
    return [
      ...PAID_AS.map(([stream, description]) => line(description, due(stream)[stream === 'care-home-premium' && index === JULY ? index - 1 : index]!)),
      ...(reimbursed > 0 ? [line('ARRS reimbursement', reimbursed)] : []),
    ];
  });
  return ['payee_code,month,description,amount,reference,paid_on', ...lines].join('\r\n');
}

/** The money of the coast’s PCN: claimed, paid, once wrongly and so disputed, agreed by its board, shared out, and kept in its ledger. */
export const saltwhistleMoney: Story = () => {
  let meeting = { meetingId: '', itemIds: [''] };
  let decisionId = '';
  return [
    {
      day: -58, time: '09:20',
      happens: async ({ funding, acting }) => {
        const by = await acting(MANAGER);
        const { refusals } = await enterClaimsFile(funding, by, { pcnCode: PCN, year: YEAR, text: CLAIMS_FILE });
        if (refusals[0]) throw new Error(`The sample’s claims cannot be taken: ${refusals[0].reason}`);
        // July is entered and not sent in yet; June is sent in and not answered.
        const claims = await claimsOf(funding.database.as(), PCN, YEAR);
        const until = (month: string) => claims.filter((claim) => claim.month <= month).map(({ id }) => id);
        await moveClaims(funding, by, { pcnCode: PCN, claimIds: until('2025-06-01'), event: 'submit' });
        for (const event of ['approve', 'pay'] as const) await moveClaims(funding, by, { pcnCode: PCN, claimIds: until('2025-05-01'), event });
      },
    },
    {
      day: -40, time: '11:00',
      happens: async (scene) => {
        const { funding, acting } = scene;
        const by = await acting(MANAGER);
        const due = await dueByStream(scene);
        await postDue(funding, by, PCN, PAID_AS.flatMap(([stream]) => due(stream).map((amountPence, index) => ({ stream, month: MONTHS[index]!, amountPence }))));
        const { refusals } = await recordRemittances(funding, by, { pcnCode: PCN, text: await remittancesOf(scene) });
        if (refusals[0]) throw new Error(`The sample’s payments cannot be taken: ${refusals[0].reason}`);
      },
    },
    {
      day: -38, time: '16:10',
      happens: async (scene) => {
        const months = (await dueByStream(scene))('care-home-premium');
        const [duePence, paidPence] = [months[JULY]!, months[JULY - 1]!];
        await openDispute(scene.funding, await scene.acting(MANAGER), {
          pcnCode: PCN, year: YEAR, stream: 'care-home-premium', month: MONTHS[JULY]!, duePence, paidPence, claimedPence: duePence - paidPence,
          words: 'July was paid for the beds of June. Samphire Lodge opened on 1 July with 42 beds, and August was paid with them.',
          evidence: 'The directory of the CQC shows Samphire Lodge registered from 1 July 2025 with 42 beds; the ICB’s own count of July has 433.',
        });
      },
    },
    {
      day: -34, time: '13:00',
      happens: async (scene) => {
        meeting = await callSampleMeeting(scene, { forumCode: 'saltwhistle-coast-board', keeper: DIRECTOR, on: scene.day(-29), time: '18:30', place: 'Netmakers’ Hall, Saltwhistle', items: [{ title: 'How the capacity and access money is shared', purpose: 'decision' }] });
      },
    },
    {
      day: -29, time: '18:40',
      happens: async (scene) => {
        const [decided] = await holdSampleMeeting(scene, {
          forumCode: 'saltwhistle-coast-board', keeper: DIRECTOR, meetingId: meeting.meetingId,
          outcomes: [{ itemId: meeting.itemIds[0]!, outcome: { outcome: 'agreed', decided: 'The capacity and access support of April to September is shared by registered list, once the shared telephone system is paid.', reasons: 'Every practice answers the calls of its own patients, and the telephones serve all of them.' } }],
        });
        decisionId = decided!;
      },
    },
    {
      day: -26, time: '10:30',
      happens: async (scene) => {
        const { funding, acting } = scene;
        const by = await acting(DIRECTOR);
        const sumPence = (await dueByStream(scene))('capacity-and-access-support').slice(0, HALF_YEAR).reduce((sum, pence) => sum + pence, 0);
        const sharingId = await draftSharing(funding, by, {
          pcnCode: PCN, title: 'Capacity and access support, April to September 2025', sumPence, costs: [{ label: 'Shared telephone system', amountPence: 642_000 }], method: 'registered', on: isoDate('2025-10-01'),
          figures: {}, agreedBy: { module: 'governance', kind: 'decision', id: decisionId }, replacesId: null, isOpen: true,
        });
        await lockSharing(funding, by, sharingId);
      },
    },
    {
      day: -25, time: '09:15',
      happens: async ({ funding, acting }) => {
        const by = await acting(MANAGER);
        await postByHand(funding, by, { pcnCode: PCN, kind: 'spent', day: isoDate('2025-10-14'), amountPence: 642_000, detail: 'capacity-and-access-support', words: 'Shared telephone system, first year' });
        await postByHand(funding, by, { pcnCode: PCN, kind: 'committed', day: isoDate('2025-11-03'), amountPence: 1_850_000, detail: null, words: 'Extra clinics on the coast from December to February, agreed with the five practices' });
      },
    },
    {
      day: -20, time: '15:45',
      happens: async ({ funding, acting }) => {
        const kept = await keepAchievements(funding, await acting(MANAGER), { pcnCode: PCN, year: YEAR, text: 'pcn_code,indicator,numerator,denominator\nXU004,HI-03,204,271\nXU004,CAN-04,389,462\n' });
        if (!kept.isKept) throw new Error(`The sample’s achievements cannot be taken: ${kept.refusals[0]!.reason}`);
      },
    },
  ];
};
