// Finds every regular expression in a source file by its syntax tree, so that none is overlooked and no comment is taken for one.
import { parse } from '@babel/parser';

export type FoundRegex = { line: number; source: string; flags: string };

/** `dynamic` are the lines that build an expression from something else than a plain string: nobody can check those. */
export type FoundRegexes = { regexes: FoundRegex[]; dynamic: number[] };

type Node = { type: string; loc: { start: { line: number } }; [field: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Every node of the tree, whatever its kind. */
const listNodes = (root: unknown): Node[] => {
  const found: Node[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) open.push(...value);
    else if (isNode(value)) {
      found.push(value);
      open.push(...Object.values(value));
    }
  }
  return found;
};

const isConstruction = ({ type, callee }: Node): boolean =>
  (type === 'NewExpression' || type === 'CallExpression') && isNode(callee) && callee.type === 'Identifier' && callee.name === 'RegExp';

const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'StringLiteral' && typeof value.value === 'string' ? value.value : undefined;

const toConstructed = (node: Node): FoundRegex | undefined => {
  const [source, flags] = Array.isArray(node.arguments) ? node.arguments : [];
  const written = textOf(source);
  const writtenFlags = flags === undefined ? '' : textOf(flags);
  return written === undefined || writtenFlags === undefined
    ? undefined
    : { line: node.loc.start.line, source: written, flags: writtenFlags };
};

export const collectRegexes = (path: string, code: string): FoundRegexes => {
  const tree = parse(code, { sourceType: 'module', plugins: path.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] });
  const nodes = listNodes(tree.program);
  const literals = nodes
    .filter(({ type }) => type === 'RegExpLiteral')
    .map(({ loc, pattern, flags }) => ({ line: loc.start.line, source: String(pattern), flags: String(flags) }));
  const constructed = nodes.filter(isConstruction).map((node) => ({ line: node.loc.start.line, regex: toConstructed(node) }));
  return {
    regexes: [...literals, ...constructed.flatMap(({ regex }) => (regex ? [regex] : []))],
    dynamic: constructed.filter(({ regex }) => !regex).map(({ line }) => line),
  };
};
