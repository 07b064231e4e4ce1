import { CONTRACT_FOLDER } from './contract/contractRules.ts';
import { checkContractRules } from './contract/index.ts';
import type { RuleFault } from './contract/index.ts';
import { streamCases } from './contract/streamCases.ts';
import { faultOfRoleCase, roleCases } from './additionalRoles/roleCases.ts';
import { impactFundCaseCount, wrongImpactFundCases } from './impactFund/wrongCases.ts';
import { faultOfInvestmentCase, investmentCases } from './investment/investmentCases.ts';
import { INVESTMENT_FOLDER } from './investment/investmentRules.ts';

/** A file of cases: how many it holds, and those that come to something else. */
interface CaseFile {
  file: string;
  cases: number;
  wrong: () => { where: string; says: string }[];
}

const CONTRACT = `rules/${CONTRACT_FOLDER}`;

/** Those that fail, each by its name. */
const failing = <Case>(cases: readonly Case[], nameOf: (one: Case) => string, faultOf: (one: Case) => string | null) => cases.flatMap((one) => {
  const says = faultOf(one);
  return says === null ? [] : [{ where: nameOf(one), says }];
});

/** Every file of cases about money. Those of the streams are run with the rest of the contract’s rules. */
export function fundingCaseFiles(): readonly CaseFile[] {
  const [roles, investment] = [roleCases(), investmentCases()];
  return [
    ...[...streamCases()].map(([id, { length }]) => ({ file: `${CONTRACT}/${id}/cases.yaml`, cases: length, wrong: () => [] })),
    { file: `${CONTRACT}/investment-and-impact-fund/cases.yaml`, cases: impactFundCaseCount(), wrong: wrongImpactFundCases },
    { file: `${CONTRACT}/additional-roles-sum/role-cases.yaml`, cases: roles.length, wrong: () => failing(roles, ({ title }) => title, faultOfRoleCase) },
    { file: `rules/${INVESTMENT_FOLDER}/cases.yaml`, cases: investment.length, wrong: () => failing(investment, ({ says }) => says, faultOfInvestmentCase) },
  ];
}

/** Everything wrong with the rules about money, with how many cases were run. */
export function checkFundingRules(): { cases: number; faults: RuleFault[] } {
  const files = fundingCaseFiles();
  return { cases: files.reduce((sum, { cases }) => sum + cases, 0), faults: [...checkContractRules(), ...files.flatMap(({ file, wrong }) => wrong().map((fault) => ({ file, ...fault })))] };
}
