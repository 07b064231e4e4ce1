import Fraction from 'fraction.js';
import { sql } from 'kysely';
import { financialYear } from '#kernel/financialYear.ts';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { draftSharing, enterClaim, enterFigure, openDispute, recordRemittances } from '#funding';
import { attachPaper, declareConflict } from '#governance';
import { digestOf } from '#platform/signIn/secret.ts';
import { startProgramme } from '#programmes';
import { announceOpportunity, openPulse, startProposal } from '#voice';
import { addPost, addStaff, fillPost, openStaffPulse, sayNotSo } from '#workforce';
import { ADMINISTRATOR, firstIn } from './siteOnSample.ts';
import type { SampleSite } from './siteOnSample.ts';

const TEAM = 'merrowdale-leadership';
const PARTNERSHIP = 'merrowdale-partnership';

/**
 * Something that is there for every parameter of every route: found in the sample, or made as its people do. Gives the path of
 * a route's pattern, and throws for a pattern that has no example yet.
 */
export async function examplesIn(site: SampleSite): Promise<(pattern: string) => string> {
  const examples = { ...(await registerExamples(site)), ...(await workforceExamples(site)), ...(await governanceExamples(site)), ...(await voiceExamples(site)), ...(await fundingExamples(site)), ...PERFORMANCE_EXAMPLES, ...(await programmesExamples(site)) };
  return (pattern) => {
    const known = Object.keys(examples).filter((start) => pattern === start || pattern.startsWith(`${start}/`) || pattern.startsWith(`${start}.`)).sort((a, b) => b.length - a.length)[0];
    const path = known === undefined ? pattern : examples[known]! + pattern.slice(known.length);
    if (path.includes(':')) throw new Error(`The route ${pattern} needs an example in tests/testing/examplesIn.ts, so that every page is visited`);
    return path;
  };
}

type Examples = Record<string, string>;

const PERFORMANCE_EXAMPLES: Examples = {
  '/access/:code': '/access/XX021',
  '/performance/indicators/:year/:code': '/performance/indicators/2025-26/HI-03',
  '/performance/pcns/:code': '/performance/pcns/XU004',
  '/performance/pcns/:code/:year/:indicator': '/performance/pcns/XU004/2025-26/HI-03',
  '/performance/list/:code': '/performance/list/XI1',
  '/performance/practices/:code/list': '/performance/practices/XX021/list',
  '/performance/pcns/:code/declarations': '/performance/pcns/XU004/declarations?year=2025/26',
  '/demands/:id': '/demands/fortnightly-report',
};

/** The first value that a question to the record gives, or what `make` makes where there is none. */
async function foundIn({ cast }: SampleSite, what: string, question: ReturnType<typeof sql<{ value: string }>>, make?: () => Promise<string>): Promise<string> {
  const { rows } = await question.execute(cast.contexts.governance.database.as());
  if (rows[0]) return rows[0].value;
  if (make) return make();
  throw new Error(`There is not ${what} in the sample’s record, where the tests look for one`);
}

async function registerExamples(site: SampleSite): Promise<Examples> {
  const admin = await site.browserOf(ADMINISTRATOR);
  await admin.get('/people/invite');
  const { location: person } = await admin.post('/people/invite', { name: 'Ned New', email: 'ned.new@example.org', role: 'clinical-director', organisationCode: 'XU001', 'start-day': '1', 'start-month': '4', 'start-year': '2026' });
  const mail = await foundIn(site, 'an invitation', sql<{ value: string }>`select id::text as value from mail where purpose = 'invitation' order by id desc limit 1`);
  const token = firstIn((await admin.get(`/administration/outbox/${mail}`)).body, /\/sign-in\/link\/([\w-]+)/, 'a link');
  const relation = firstIn((await admin.get('/local-bodies/XF-GF1')).body, /\/local-relations\/(\d+)/, 'a relation');
  const publication = firstIn((await admin.get('/data/patients-registered-map')).body, /\/data\/publications\/(\d+)/, 'a publication');
  const affiliation = firstIn((await admin.get('/fhir/R4/OrganizationAffiliation?_count=1')).body, /"fullUrl":"[^"]*(\/fhir\/R4\/OrganizationAffiliation\/[^"]+)"/, 'an affiliation');
  return {
    '/organisations/:code': '/organisations/XU003',
    '/api/v1/organisations/:code': '/api/v1/organisations/XU003',
    '/local-bodies/:code': '/local-bodies/XF-GF1',
    '/local-relations/:id': `/local-relations/${relation}`,
    '/data/publications/:id': `/data/publications/${publication}`,
    '/data/:dataset': '/data/patients-registered-map',
    '/people/:id': firstIn(person, /(\/people\/[^/?]+)/, 'the invited person'),
    '/administration/outbox/:id': `/administration/outbox/${mail}`,
    '/sign-in/link/:token': `/sign-in/link/${token}`,
    '/today/digest/stop/:token': `/today/digest/stop/${await stopLink(site)}`,
    '/fhir/R4/Organization/:id': '/fhir/R4/Organization/XU003',
    '/fhir/R4/OrganizationAffiliation/:id': affiliation,
    '/assets/*': firstIn((await admin.get('/')).body, /(\/assets\/[^"]+\.css)/, 'an asset'),
  };
}

/** The secret of a mail of what needs somebody, as if one had been sent to the place lead this morning. */
async function stopLink({ cast }: SampleSite): Promise<string> {
  const secret = 'the-secret-of-a-mail-of-this-morning';
  await sql`insert into digest_sent (person_id, period, at, task_count, stop_digest) values (${cast.personId('anjali.fernsby')}, ${cast.contexts.voice.today()}, ${cast.now()}, 3, ${digestOf(secret)})`.execute(cast.contexts.voice.database.as());
  return secret;
}

async function governanceExamples(site: SampleSite): Promise<Examples> {
  const { cast } = site;
  const { governance } = cast.contexts;
  const seat = await foundIn(site, 'a seat', sql<{ value: string }>`select id as value from seat where forum_code = ${PARTNERSHIP} and office = 'chair'`);
  const delegation = await foundIn(site, 'a delegation', sql<{ value: string }>`select id as value from delegation where giver_id = 'XI1' and status = 'in-force' and receiver_id = 'XF-PB1'`);
  const decision = await foundIn(site, 'a decision', sql<{ value: string }>`select id as value from decision where item_id is not null and forum_code = ${PARTNERSHIP} order by recorded_at limit 1`);
  const action = await foundIn(site, 'an action', sql<{ value: string }>`select id as value from action limit 1`);
  // One that was held, with its minutes; what is still to come is looked at by what belongs to it.
  const held = await foundIn(site, 'a meeting that was held', sql<{ value: string }>`select id as value from meeting where forum_code = ${PARTNERSHIP} and state = 'ended' order by starts_at desc limit 1`);
  const coming = await foundIn(site, 'a meeting to come', sql<{ value: string }>`select id as value from meeting where forum_code = ${PARTNERSHIP} and state = 'planned' limit 1`);
  const item = await foundIn(site, 'an item', sql<{ value: string }>`select id as value from agenda_item where meeting_id = ${coming} and withdrawn_at is null order by position limit 1`);
  const heldItem = await foundIn(site, 'an item that was decided', sql<{ value: string }>`select id as value from agenda_item where meeting_id = ${held} and withdrawn_at is null order by position limit 1`);
  const conflict = await foundIn(site, 'a conflict', sql<{ value: string }>`select id as value from conflict where item_id = ${item} and withdrawn_at is null limit 1`, async () =>
    declareConflict(governance, await cast.acting('anjali.fernsby'), item, { personId: cast.personId('anjali.fernsby'), words: 'My practice would be paid from it.', interestId: null }),
  );
  const paper = await foundIn(site, 'a paper', sql<{ value: string }>`select id as value from paper_attached where withdrawn_at is null and is_published and belongs_to in ('item', 'meeting') limit 1`, async () =>
    attachPaper(governance, await cast.acting('lysander.penhallow'), { belongsTo: 'item', subjectId: item, title: 'What the winter money bought last year', isPublished: true, file: { fileName: 'winter.txt', bytes: Buffer.from('Nine hundred more appointments.\n') } }),
  );
  return {
    '/forums/:code': `/forums/${PARTNERSHIP}`,
    '/forums/:code/seats/:seatId': `/forums/${PARTNERSHIP}/seats/${seat}`,
    '/meetings/:id': `/meetings/${coming}`,
    '/meetings/:id/minutes': `/meetings/${held}/minutes`,
    '/meetings/:id/items/:itemId': `/meetings/${coming}/items/${item}`,
    '/meetings/:id/items/:itemId/votes': `/meetings/${held}/items/${heldItem}/votes`,
    '/meetings/:id/items/:itemId/conflicts/:conflict': `/meetings/${coming}/items/${item}/conflicts/${conflict}`,
    '/decisions/:id': `/decisions/${decision}`,
    '/actions/:id': `/actions/${action}`,
    '/papers/:id': `/papers/${paper}`,
    '/papers/of/:belongsTo/:subjectId': `/papers/of/delegation/${delegation}`,
    '/delegations/:id': `/delegations/${delegation}`,
    '/public/forums/:code': `/public/forums/${PARTNERSHIP}`,
    '/public/oparl/body/:id': '/public/oparl/body/1',
    '/public/oparl/:list': '/public/oparl/meeting',
    '/public/oparl/:list/:id': `/public/oparl/meeting/${held}`,
  };
}

async function voiceExamples(site: SampleSite): Promise<Examples> {
  const { cast } = site;
  const { voice } = cast.contexts;
  const inDays = (days: number) => addDays(voice.today(), days);
  const chair = await cast.acting('anjali.fernsby');
  const questionThatIs = (state: string): Promise<string> => foundIn(site, `a question that is ${state}`, sql<{ value: string }>`select id as value from question where state = ${state} and forum_code = ${TEAM} order by id limit 1`);
  const canvassed = await questionThatIs('canvassed');
  const mandated = await questionThatIs('mandated');
  const reported = await questionThatIs('closed');
  const decided = await questionThatIs('decided');
  const mandate = await foundIn(site, 'a mandate', sql<{ value: string }>`select id as value from mandate where question_id = ${mandated}`);
  const consultation = await foundIn(site, 'a consultation', sql<{ value: string }>`select id as value from consultation where question_id = ${mandated}`);
  const report = await foundIn(site, 'a report', sql<{ value: string }>`select id as value from report where question_id = ${reported}`);
  const proposal = await foundIn(site, 'an open proposal', sql<{ value: string }>`select id as value from proposal where forum_code = ${TEAM} and state = 'open' limit 1`, async () =>
    startProposal(voice, await cast.acting('winifred.odukoya'), { organisationCode: 'XX019', forumCode: TEAM, title: 'One rota for the minibus', why: 'Each practice books taxis of its own.', better: 'Patients without a car get to clinics.', evidence: '', links: [], about: [] }),
  );
  const opportunity = await foundIn(site, 'an opportunity', sql<{ value: string }>`select id as value from opportunity where forum_code = ${TEAM} limit 1`, () =>
    announceOpportunity(voice, chair, TEAM, { placeCode: 'XF-PL1', title: 'A pilot of group clinics', offer: 'Ten sessions, with a nurse.', eligibleKinds: ['practice'], method: 'lottery', places: 2, penceEach: 500_000, measure: null, criteria: [], panel: [], closesOn: inDays(10) }),
  );
  const pulse = await foundIn(site, 'a pulse', sql<{ value: string }>`select id as value from pulse where forum_code = ${TEAM} order by closes_on desc limit 1`, () => openPulse(voice, chair, { forumCode: TEAM, closesOn: inDays(20) }));
  const linkIn = async (purpose: string, pattern: RegExp): Promise<string> =>
    firstIn(await foundIn(site, `a mail of ${purpose}`, sql<{ value: string }>`select plain_text as value from mail join mail_content on mail_id = id where purpose = ${purpose} order by queued_at desc limit 1`), pattern, 'a link');
  return {
    '/questions/:id': `/questions/${mandated}`,
    '/questions/:id/change': `/questions/${canvassed}/change`,
    '/questions/:id/canvass': `/questions/${canvassed}/canvass`,
    '/questions/:id/report': `/questions/${reported}/report`,
    '/questions/:id/ratification': `/questions/${decided}/ratification`,
    '/questions/:id/mandates/:mandate': `/questions/${mandated}/mandates/${mandate}`,
    '/proposals/:id': `/proposals/${proposal}`,
    '/opportunities/:id': `/opportunities/${opportunity}`,
    '/agreements/:pcn': '/agreements/XU004',
    '/consultations/:id': `/consultations/${consultation}`,
    '/reports/:id': `/reports/${report}`,
    '/reports/link/:token': await linkIn('report-back', /(\/reports\/link\/[\w.-]+)/),
    '/answer/:token': await linkIn('canvass', /(\/answer\/[\w.-]+)/),
    '/pulse/:id': `/pulse/${pulse}`,
  };
}

const NETWORK = 'XU004';

/** A post of a PCN, and somebody who fills it and is asked how it is. */
async function workforceExamples({ cast }: SampleSite): Promise<Examples> {
  const { workforce } = cast.contexts;
  const startsOn = isoDate('2026-04-01');
  const staffId = await addStaff(workforce, cast.console, { pcnCode: NETWORK, name: 'Isolde Farnaby', personId: cast.personId('isolde.farnaby') });
  const postId = await addPost(workforce, cast.console, {
    pcnCode: NETWORK, reference: 'EXAMPLE', startsOn,
    facts: { role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: null, wte: '1', employerCode: NETWORK, home: null, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: null },
  });
  const filling = await fillPost(workforce, cast.console, { postId, staffId, wte: '1', startsOn });
  return {
    '/workforce/pcns/:code': `/workforce/pcns/${NETWORK}`,
    '/workforce/pcns/:code/reassign': `/workforce/pcns/${NETWORK}/reassign?from=${staffId}`,
    '/workforce/posts/:id': `/workforce/posts/${postId}`,
    '/workforce/you/not-so/:id': `/workforce/you/not-so/${await sayNotSo(workforce, await cast.acting('isolde.farnaby'), { postId, test: 'place-to-sit', words: 'There is none' })}`,
    '/workforce/pulse/:id': `/workforce/pulse/${await openStaffPulse(workforce, cast.console, { pcnCode: NETWORK, closesOn: addDays(workforce.today(), 14) })}`,
    '/workforce/posts/:id/leave': `/workforce/posts/${postId}/leave?filling=${filling}`,
    '/workforce/posts/:id/filling': `/workforce/posts/${postId}/filling?filling=${filling}`,
    '/workforce/pcns/:code/staff/:staff': `/workforce/pcns/${NETWORK}/staff/${staffId}`,
  };
}

/** What the manager of a PCN keeps of its money. */
async function fundingExamples(site: SampleSite): Promise<Examples> {
  const { cast } = site;
  const { funding } = cast.contexts;
  const manager = await cast.acting('callum.tidewell');
  const [month, year] = [isoDate('2025-05-01'), financialYear('2025/26')];
  const sharing = await draftSharing(funding, manager, { pcnCode: NETWORK, title: 'Capacity and access support, first quarter', sumPence: 1_000_001, costs: [], method: 'equal', on: month, figures: {}, agreedBy: null, replacesId: null });
  const claim = await enterClaim(funding, manager, {
    pcnCode: NETWORK,
    post: { post: 'P1', role: 'clinical-pharmacist', wte: new Fraction(1), starts: month, ends: null, month, region: 'national', salaryPence: 400_000, nationalInsurancePence: 50_000, pensionPence: 60_000, askedPence: null, maximumEnteredPence: null },
  });
  const rate = await enterFigure(funding, cast.console, {
    figure: 'enhanced-access/rate', from: isoDate('2026-04-01'), to: isoDate('2027-04-01'), published: isoDate('2026-03-31'), value: '8.6', sourceTitle: 'A letter of the commissioner', sourceAddress: '', locator: 'Page 1', isReadInDocument: false,
  });
  const remittance = await foundIn(site, 'a statement of payment', sql<{ value: string }>`select id::text as value from remittance where pcn_code = ${NETWORK} and withdrawn_at is null limit 1`, async () => {
    await recordRemittances(funding, manager, { pcnCode: NETWORK, text: `payee_code,month,description,amount,reference,paid_on\n${NETWORK},${month.slice(0, 7)},Enhanced access,900,EXAMPLE,${month}\n` });
    return foundIn(site, 'a statement of payment', sql<{ value: string }>`select id::text as value from remittance where pcn_code = ${NETWORK} limit 1`);
  });
  const dispute = await openDispute(funding, manager, { pcnCode: NETWORK, year, stream: 'enhanced-access', month, duePence: 100_000, paidPence: 90_000, claimedPence: 10_000, words: 'The uplift is missing.', evidence: '' });
  return {
    '/funding/statements/:code': `/funding/statements/${NETWORK}`,
    '/funding/income/:code': '/funding/income/XX019',
    '/funding/disputes/new': `/funding/disputes/new?pcn=${NETWORK}&year=2025/26&stream=core-pcn&month=2025-06-01`,
    '/funding/disputes/:id': `/funding/disputes/${dispute}`,
    '/funding/rates/:id': `/funding/rates/${rate}`,
    '/funding/pcns/:code': `/funding/pcns/${NETWORK}`,
    '/funding/pcns/:code/remittances/:id': `/funding/pcns/${NETWORK}/remittances/${remittance}`,
    '/funding/pcns/:code/sharing/:id': `/funding/pcns/${NETWORK}/sharing/${sharing}`,
    '/funding/pcns/:code/claims/one/:id': `/funding/pcns/${NETWORK}/claims/one/${claim}`,
  };
}

/** A programme that the PCN's manager keeps. */
async function programmesExamples({ cast }: SampleSite): Promise<Examples> {
  const id = await startProgramme(cast.contexts.programmes, await cast.acting('callum.tidewell'), { organisationCode: NETWORK, title: 'A visiting team', pattern: 'visiting-team', startedOn: cast.contexts.programmes.today(), vision: '' });
  return { '/programmes/:id': `/programmes/${id}`, '/programmes/:id/steps/:step': `/programmes/${id}/steps/urgency` };
}
