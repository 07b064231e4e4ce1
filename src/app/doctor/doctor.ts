import { existsSync } from 'node:fs';
import { Refused } from '#kernel/result.ts';
import { layoutOf } from '#platform/dataFolder/index.ts';
import type { Settings } from '../settings.ts';
import type { System } from '../system.ts';
import { hasSystem } from '../whichSystem.ts';
import { warn, wrong } from './finding.ts';
import type { Finding } from './finding.ts';
import { machineFindings } from './machineFindings.ts';
import { recordFindings } from './recordFindings.ts';
import { settingFindings } from './settingFindings.ts';
import { statisticsFindings } from './statisticsFindings.ts';

export interface Examined {
  settings: Settings;
  environment: NodeJS.ProcessEnv;
  nodeVersion: string;
  /** Opens the system, or gives the one that runs. */
  system(): Promise<System>;
}

/** Looks at everything that can be wrong. Nothing stops it: what does not open is a finding too. */
export async function examine({ settings, environment, nodeVersion, system }: Examined): Promise<Finding[]> {
  const isSample = !hasSystem(settings) && existsSync(layoutOf(settings.sampleFolder).record);
  const folder = isSample ? settings.sampleFolder : settings.systemFolder;
  const findings = [...(await machineFindings(folder, nodeVersion)), ...settingFindings(environment, settings)];
  if (!isSample && !hasSystem(settings)) {
    return [...findings, warn('system', 'No system of your own is loaded yet, so there is no more to look at.', 'Load what the NHS publishes: chorus load FOLDER. Or see the sample: npm start.')];
  }
  let opened: System;
  try {
    opened = await system();
  } catch (error) {
    return [...findings, notOpen(error)];
  }
  for (const look of [() => recordFindings(opened, settings), () => statisticsFindings(opened)]) {
    try {
      findings.push(...(await look()));
    } catch (error) {
      findings.push(wrong('record', `It opens, but cannot be read (${messageOf(error)}).`, 'Keep a copy of the data folder as it is, and restore your newest backup into an empty one.'));
    }
  }
  return findings;
}

function notOpen(error: unknown): Finding {
  if (error instanceof Refused) {
    const { what, where, todo = '' } = error.refusal;
    return wrong('system', where ? `${where}: ${what}` : what, todo);
  }
  return wrong('record', `It does not open (${messageOf(error)}).`, 'Keep a copy of the data folder as it is, and restore your newest backup into an empty one.');
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));
