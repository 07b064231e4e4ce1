import type { ReactElement } from 'react';
import type { RuleStatus } from '../domain/authority/matter.ts';
import { sourceFinder } from '#platform/rules/ruleFiles.ts';
import { SourceLine } from './forums/compositionList.tsx';

const sourceOf = sourceFinder();

/** A rule’s source by its title, and how far it can be trusted. */
export const RuleSourceLine = ({ source, locator, status }: { source: string; locator: string; status: RuleStatus }): ReactElement => <SourceLine source={{ ...sourceOf(source), locator, status }} />;

/** The title of a source of the rules; any other text is a title already. */
export function sourceTitle(source: string): string {
  return RULE_SOURCE_ID.test(source) ? sourceOf(source).title : source;
}

const RULE_SOURCE_ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;
