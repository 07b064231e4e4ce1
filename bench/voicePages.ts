import { sayFigures } from './figures.ts';
import { englandFolder } from './inputs.ts';
import { linkFor } from './signedIn.ts';
import { PER_SECOND, SECONDS, SEED, underLoad } from './underLoad.ts';
import { CHAIR, VOICE_MIX, drawVoiceVisits, plantVoice } from './voiceMix.ts';

/** England embedded, and in four places of it a question under way: the pages of governance and voice, as one who chairs. */
const data = await englandFolder();
const planted = await plantVoice(data);
const token = await linkFor(data, CHAIR);
const visits = drawVoiceVisits(planted, Math.round(PER_SECOND * SECONDS), SEED);
const others = drawVoiceVisits(planted, 20_000, SEED + 1);
sayFigures({ benchmark: 'voicePages', mix: VOICE_MIX, ...(await underLoad(data, token, { visits, others })) });
