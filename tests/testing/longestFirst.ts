import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Where the long files are: those that open a browser, ask every page as everybody, kill a process, or make whole systems. */
const LONG = /[\\/]tests[\\/](journeys|permissions|engines|kills|oracles)[\\/]|[\\/]sample[\\/]stories/;

/**
 * Begins with the long files, so that no worker is left alone with one at the end; among them, and among the others, with
 * what took longest when vitest last saw it. A fresh clone has seen nothing, and vitest alone would begin with what is new.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification): number => (LONG.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => isShort(a) - isShort(b));
  }
}
