import { financialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { approveRebase, calculateDeclarations, fromFigures, keepFigures, proposeRebase, registerDemand, stepDeclaration } from '#performance';
import type { DeclarationEvent } from '#performance';
import type { Scene, Story } from '../story.ts';
import { BURDOCKMOOR, fileNameOf, figuresFile, SALTWHISTLE } from './networkFigures.ts';

const YEAR = financialYear('2025/26');
const YEAR_BEFORE = financialYear('2024/25');
const COAST = 'XU004';
const MOOR = 'XU003';
const COMMISSIONER = 'desmond.ravensworthy';
const ICB_NAME = 'NHS Merrowdale and Vale of Lark ICB';

async function sendIn({ performance, acting }: Scene, { by, pcnCode, year, courses }: { by: string; pcnCode: string; year: FinancialYear; courses: typeof SALTWHISTLE }): Promise<void> {
  const kept = await keepFigures(performance, await acting(by), { pcnCode, year, fileName: fileNameOf(year), content: figuresFile(courses[year]!, year), replaces: false });
  if (!kept.isKept) throw new Error(`The sample’s figures cannot be taken: ${kept.refusals[0]!.reason}`);
}

/** Takes an indicator’s declaration some steps on, each by who takes it. */
async function declare({ performance, acting }: Scene, { pcnCode, year, indicator }: { pcnCode: string; year: FinancialYear; indicator: string }, steps: readonly (readonly [by: string, event: DeclarationEvent, amountPence?: number])[]): Promise<void> {
  const house = fromFigures(performance);
  await calculateDeclarations(house, await acting(steps[0]![0]), { pcnCode, year });
  for (const [by, event, amountPence] of steps) await stepDeclaration(house, await acting(by), { pcnCode, year, indicator, event, ...(amountPence === undefined ? {} : { amountPence }) });
}

/** What is counted on the coast and in Burdockmoor, declared and paid; a chart whose practice began anew; and what is asked from above. */
export const whatIsCounted: Story = () => {
  let rebaseId = '';
  return [
    {
      day: -57, time: '10:05',
      happens: async (scene) => {
        await sendIn(scene, { by: 'callum.tidewell', pcnCode: COAST, year: YEAR_BEFORE, courses: SALTWHISTLE });
        await declare(scene, { pcnCode: COAST, year: YEAR_BEFORE, indicator: 'HI-03' }, [
          ['callum.tidewell', 'declare'], ['callum.tidewell', 'submit'], ['tobias.akinwande', 'approve-for-pcn'], [COMMISSIONER, 'approve'], [COMMISSIONER, 'pay', 363_125],
        ]);
      },
    },
    { day: -24, time: '14:20', happens: (scene) => sendIn(scene, { by: 'callum.tidewell', pcnCode: COAST, year: YEAR, courses: SALTWHISTLE }) },
    {
      day: -19, time: '08:50',
      happens: async ({ performance, acting }) => {
        rebaseId = await proposeRebase(performance, await acting('rowena.ravenglass'), {
          seriesId: 'access/face-to-face/XX021', at: '2024-11-01',
          words: 'From 1 November 2024 every request is triaged by a GP first, and many are answered by telephone. The figures since are of another way of working.',
        });
      },
    },
    {
      day: -18, time: '12:15',
      happens: async ({ performance, acting }) => approveRebase(performance, await acting('tobias.akinwande'), { id: rebaseId, words: 'The practice changed how it works on a day that is known, the partners agreed it, and it goes on.' }),
    },
    {
      day: -16, time: '09:30',
      happens: async ({ performance, acting, day }) => {
        const by = await acting('callum.tidewell');
        const common = { by: ICB_NAME, withinCode: 'XI1', contract: '', clause: '' };
        await registerDemand(performance, by, { ...common, asks: 'Tell the ICB by noon every Friday how many same-day appointments are free in the week to come', of: 'practice', from: day(-17), due: null, source: 'E-mail to all practice managers' });
        await registerDemand(performance, await acting(COMMISSIONER), { ...common, asks: 'Report to the region which practices are listed for access and what was done with them', of: 'commissioner', by: 'NHS England, Larkshire and the Isles', from: day(-16), due: day(9), source: 'Letter to the chief executives of ICBs' });
        await registerDemand(performance, await acting('beatrix.hollowbrook'), { ...common, asks: 'Send the quarter’s count of wounds dressed, by size', of: 'practice', contract: 'Local scheme for wound care', clause: 'Schedule 2, the quarterly return', from: day(-15), due: day(12), source: 'The scheme, as the practices signed it' });
      },
    },
    {
      day: -12, time: '15:10',
      happens: async (scene) => {
        await declare(scene, { pcnCode: COAST, year: YEAR, indicator: 'HI-03' }, [['callum.tidewell', 'declare'], ['callum.tidewell', 'submit']]);
        await sendIn(scene, { by: 'ravindra.holtby', pcnCode: MOOR, year: YEAR, courses: BURDOCKMOOR });
        await declare(scene, { pcnCode: MOOR, year: YEAR, indicator: 'HI-03' }, [['ravindra.holtby', 'declare'], ['ravindra.holtby', 'submit'], ['ravindra.holtby', 'approve-for-pcn']]);
      },
    },
  ];
};
