/** What happened here between April 2024 and April 2026. The files tell it; `generate.test.ts` reads it back. */

/** A practice leaves its PCN for the one next to it. */
export const MOVE = { practice: 'XX006', from: 'XU001', to: 'XU003', on: '2024-07-01' };

/** Two practices become one: one code closes and its whole list goes to the other. */
export const MERGER = { closes: 'XX020', into: 'XX019', lastDay: '2025-03-31', on: '2025-04-01' };

/** A practice of a new settlement belongs to no PCN until its neighbours take it in. */
export const JOINING = { practice: 'XX046', pcn: 'XU007', on: '2025-07-01' };

/** A PCN grown too large ends, and two open in its place. */
export const SPLIT = {
  ends: 'XU005',
  lastDay: '2025-09-30',
  on: '2025-10-01',
  into: {
    XU008: ['XX023', 'XX024', 'XX025', 'XX026'],
    XU009: ['XX027', 'XX028', 'XX029', 'XX030', 'XX031'],
  },
};

/** A PCN takes a name that also names its second town. */
export const RENAMING = { pcn: 'XU002', from: 'BRINDLEFELL PCN', to: 'BRINDLEFELL AND TARNFETTLE PCN', on: '2026-01-01' };

/** Two publications that do not agree, at every date: the ePCN file and the patients-registered map. */
export const DISAGREEMENT = { practice: 'XX038', inEpcn: 'XU006', inMap: 'XU007' };

/** The directory that gives the coordinates does not know this practice. */
export const WITHOUT_COORDINATES = 'XX014';
