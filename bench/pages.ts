import { sayFigures } from './figures.ts';
import { englandFolder } from './inputs.ts';
import { MIX, drawVisits } from './pageMix.ts';
import { administratorLink } from './signedIn.ts';
import { PER_SECOND, SECONDS, SEED, underLoad } from './underLoad.ts';

/** England embedded, a signed-in person's ten pages. */
const data = await englandFolder();
const token = await administratorLink(data);
const visits = await drawVisits(data, Math.round(PER_SECOND * SECONDS), SEED);
const others = await drawVisits(data, 20_000, SEED + 1);
sayFigures({ benchmark: 'pages', mix: MIX, ...(await underLoad(data, token, { visits, others })) });
