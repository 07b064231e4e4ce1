import { basename } from 'node:path';
import ts from 'typescript';
import { emptyNames, fileLines, impure } from '../../architecture.config.mjs';

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  path: string;
  text: string;
}

/** What is wrong with a file, one sentence each, that a person can act on. */
export function faultsOf(file: SourceFile): string[] {
  return [...emptyNameFaults(file), ...lengthFaults(file), ...typeFaults(file), ...purityFaults(file)].map((fault) => `${file.path}${fault}`);
}

export const lineCount = ({ text }: SourceFile): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function emptyNameFaults({ path }: SourceFile): string[] {
  const words = path.split('/').map((part) => basename(part).replace(/\..*$/, '').toLowerCase());
  return words.filter((word) => emptyNames.includes(word)).map((word) => `: "${word}" says nothing of the subject; name the file or folder after the one thing it holds.`);
}

function lengthFaults(file: SourceFile): string[] {
  const lines = lineCount(file);
  return lines > fileLines.most ? [`: ${lines} lines, over ${fileLines.most}; find the second thing in it and give that a file.`] : [];
}

function typeFaults(file: SourceFile): string[] {
  const faults: string[] = [];
  visit(file, (node, line) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push(`:${line}: \`any\` turns the type check off; write the type, or \`unknown\` and look.`);
  });
  file.text.split('\n').forEach((text, index) => {
    if (/^\s*(\/\/|\/?\*).*@ts-(ignore|nocheck)/.test(text)) faults.push(`:${index + 1}: this silences the type check; mend the type.`);
  });
  return faults;
}

function purityFaults(file: SourceFile): string[] {
  if (!/^src\/modules\/(.+\/)?domain\//.test(file.path) || /\.test\.tsx?$/.test(file.path)) return [];
  const faults: string[] = [];
  visit(file, (node, line) => {
    const said = expressionOf(node);
    const found = impure.find(({ expressions }) => said !== undefined && expressions.includes(said));
    if (found) faults.push(`:${line}: \`${said}\` reaches for ${found.name}, and domain/ is pure; ${found.instead}.`);
  });
  return faults;
}

/** How a node reads where it is an expression that the table of impure ones may name. */
function expressionOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()';
  if (ts.isPropertyAccessExpression(node)) return node.getText();
  if (ts.isMetaProperty(node)) return 'import.meta';
  if (!ts.isIdentifier(node)) return undefined;
  const { parent } = node;
  const isPropertyName = (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isPropertyAssignment(parent) && parent.name === node;
  return !isPropertyName && (ts.isExpression(parent) || ts.isExpressionStatement(parent) || ts.isVariableDeclaration(parent)) ? node.text : undefined;
}

function visit({ path, text }: SourceFile, see: (node: ts.Node, line: number) => void): void {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const walk = (node: ts.Node): void => {
    see(node, source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, walk);
  };
  walk(source);
}
