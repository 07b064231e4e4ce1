import { Refused } from '#kernel/result.ts';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { listIn, textIn } from '#platform/web/formValues.ts';
import { displayName } from '#register';
import type { GovernanceContext } from '../../context.ts';
import { GOVERNANCE_FORMS } from '../../domain/forum.ts';
import type { GovernanceForm } from '../../domain/forum.ts';
import { areasOf } from '../../queries/areas.ts';
import { placesToChoose } from '../../queries/bodyChoices.ts';
import { draftsFor } from '../../queries/delegations.ts';
import { namedBodies } from '../../queries/bodies.ts';
import { placeMap } from '../../queries/placeMap.ts';
import { askedDay, AUTHORITY_MAP } from './authorityPaths.ts';
import { MapPage } from './mapView.tsx';

const isForm = (text: string): text is GovernanceForm => Object.hasOwn(GOVERNANCE_FORMS, text);

export const mapPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: AUTHORITY_MAP,
    who: 'anyone',
    async handle({ sentQuery, frame }) {
      const [db, image] = [context.database.as<unknown>(), await context.register.reader.image()];
      const on = askedDay(sentQuery, 'on', context.today());
      if (on === null) throw new Refused({ code: 'not-a-day', what: 'This is no day.', where: textIn(sentQuery, 'on').slice(0, 40), todo: 'Write the date like 2026-04-15.' });
      const places = placesToChoose(image, on);
      const code = textIn(sentQuery, 'place').toUpperCase() || (places[0]?.value ?? '');
      const place = image.at(code, on);
      if (!place && textIn(sentQuery, 'place') === '') return html(<MapPage places={places} on={on} place={null} />);
      if (!place) throw new Refused({ code: 'place-not-found', what: 'The register has no organisation of this code on that day.', where: code.slice(0, 40), todo: 'Find its code with the search.' });
      // Drafts are for those who draft.
      const drafts = frame.mayUse('governance.delegate') ? await draftsFor(db, areasOf(image, code, on)) : [];
      const chosen = new Set(listIn(sentQuery, 'draft').filter((id) => drafts.some((draft) => draft.id === id)));
      const form = textIn(sentQuery, 'form');
      const map = await placeMap(db, image, { withinCode: code, on, form: isForm(form) ? form : null, drafts: chosen });
      const names = await namedBodies(db, image, drafts.flatMap(({ giver, receiver }) => [giver, receiver]), on);
      const toChoose = drafts.map((draft) => ({ id: draft.id, label: `${names.nameOf(draft.giver)} to ${names.nameOf(draft.receiver)}: ${draft.matters.map((id) => map.facts.matters.find(id)?.label ?? id).join('; ')}` }));
      return html(<MapPage places={places} on={on} place={{ code, name: displayName(place.name) }} map={map} form={isForm(form) ? form : null} drafts={toChoose} chosen={chosen} />);
    },
  }),
];
