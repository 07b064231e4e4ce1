import type { ReactElement } from 'react';
import { FormErrors, TextField } from '#platform/web/form.tsx';
import type { FormState } from '#platform/web/form.tsx';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import { html } from '#platform/web/reply.ts';
import { definePage } from '#platform/web/route.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { textIn } from '#platform/web/formValues.ts';
import { MATTERS } from '../../authorityRules.ts';
import type { GovernanceContext } from '../../context.ts';
import { authorityAnswer } from '../../queries/authorityAnswer.ts';
import type { AuthorityAnswer } from '../../queries/authorityAnswer.ts';
import { whoDecidesHere } from '../../queries/authority.ts';
import { placesToChoose } from '../../queries/bodyChoices.ts';
import type { BodyChoice } from '../../queries/bodyChoices.ts';
import { AnswerView } from './answerView.tsx';
import { askedAmount, askedDay, AUTHORITY, AUTHORITY_MAP, DELEGATIONS } from './authorityPaths.ts';
import { mapPages } from './mapPages.tsx';
import { MatterSelect } from './matterOptions.tsx';
import { CodeField } from './placeField.tsx';

/** Who decides this: the question and its answer on one page, and the devolution map of a place. */
export const authorityPages = (context: GovernanceContext): PageDefinition[] => [
  definePage({
    method: 'GET',
    path: AUTHORITY,
    who: 'anyone',
    async handle({ sentQuery }) {
      const on = askedDay(sentQuery, 'on', context.today());
      const image = await context.register.reader.image();
      const places = placesToChoose(image, on ?? context.today());
      const values = { matter: textIn(sentQuery, 'matter'), amount: textIn(sentQuery, 'amount'), within: textIn(sentQuery, 'within').toUpperCase(), on: textIn(sentQuery, 'on') || context.today() };
      if (values.matter === '' && values.within === '') return html(<AuthorityPage form={{ values: { ...values, within: places[0]?.value ?? '' } }} places={places} />);
      const amount = askedAmount(sentQuery, 'amount');
      const errors: Record<string, string> = {
        ...(values.matter === '' ? { matter: 'Choose a matter' } : {}),
        ...('error' in amount ? { amount: amount.error } : {}),
        ...(values.within === '' ? { within: 'Enter the code of a place' } : {}),
        ...(on === null ? { on: 'Enter a real date' } : {}),
      };
      if (Object.keys(errors).length > 0 || 'error' in amount || on === null) return html(<AuthorityPage form={{ values, errors }} places={places} />, 400);
      const found = await whoDecidesHere(context, { matter: values.matter, amountPence: amount.pence, withinCode: values.within, on });
      if (found.ok) return html(<AuthorityPage form={{ values }} places={places} answer={authorityAnswer(found.value.authority, found.value.facts)} />);
      const { code, what, todo } = found.refusal;
      return html(<AuthorityPage form={{ values, errors: { [code === 'matter-not-found' ? 'matter' : 'within']: [what, todo].filter(Boolean).join(' ') } }} places={places} />, code === 'no-holder' ? 400 : 404);
    },
  }),
  ...mapPages(context),
];

interface AuthorityPageProps {
  form: FormState;
  places: readonly BodyChoice[];
  answer?: AuthorityAnswer;
}

function AuthorityPage({ form, places, answer }: AuthorityPageProps): ReactElement {
  const { values = {}, errors } = form;
  const within = textIn(values, 'within');
  return (
    <Page title="Who decides this?" current={AUTHORITY} hasErrors={Boolean(errors)}>
      <p>What may be decided, by whom, up to how much: from whoever holds a matter, by the grants that they made, down to the body that may decide it on a day.</p>
      <form method="get" action={AUTHORITY} className="chorus-form authority-ask" noValidate>
        <FormErrors errors={errors} />
        <MatterSelect tree={MATTERS} value={textIn(values, 'matter')} error={errors?.['matter']} />
        <div className="authority-ask__row">
          <TextField name="amount" label="Amount in pounds (optional)" hint="Such as 25000 or £25,000.50" width={10} inputMode="decimal" form={form} />
          <CodeField name="within" label="Place" hint="The code of a place, PCN or practice" value={within} choices={places} error={errors?.['within']} />
          <TextField name="on" label="On the day" hint="Today unless you change it" type="date" width={10} form={form} />
        </div>
        <button type="submit" className="nhsuk-button">
          Say who decides
        </button>
      </form>
      {answer && <AnswerView answer={answer} />}
      <h2 className="nhsuk-heading-m">More</h2>
      <ul>
        <li>
          <a href={`${AUTHORITY_MAP}${within ? `?place=${encodeURIComponent(within)}` : ''}`}>The devolution map: who holds what{within ? ' at this place' : ''}</a>
        </li>
        <li>
          <a href={DELEGATIONS}>Every grant of authority</a>
        </li>
        <MayGrant />
      </ul>
    </Page>
  );
}

function MayGrant(): ReactElement | null {
  const { mayUse } = useFrame();
  return mayUse('governance.delegate') ? (
    <li>
      <a href={`${DELEGATIONS}/new`}>Record a grant</a>
    </li>
  ) : null;
}
