import {
  connectionInputSchema,
  type Connection,
  type Field,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import { ResponseError } from '@backstage/errors';
import { errorMessage } from '../errorMessage';
import type { Translate } from '../hooks/useT';
import { inputOf, shownFields, type Draft } from './draft';
import { patternProblems } from './patternProblems';

/**
 * What is wrong, by the path of the input: `name`, `options.owner`,
 * `parameters.host`, `secrets.password`; under `''` what belongs to no input.
 */
export type Problems = Readonly<Record<string, string>>;

/** The two steps of the wizard that have inputs. */
export type FormStep = 'identity' | 'connect';

/** The step in which the input with this path stands. */
export function stepOf(path: string): FormStep {
  return path === 'name' || path.startsWith('options') ? 'identity' : 'connect';
}

/** What must be mended in a step before the next; empty when all is well. */
export function findProblems(options: {
  step: FormStep;
  technology: Technology;
  draft: Draft;
  stored: Connection['secrets'];
  t: Translate;
}): Problems {
  const { step, technology, draft, stored, t } = options;
  const found: Record<string, string> = {};
  const input = inputOf(technology, draft);
  const parsed = connectionInputSchema.safeParse(input);
  for (const { path, message } of parsed.error?.issues ?? []) {
    found[path.join('.')] ??= message;
  }
  Object.assign(found, patternProblems(input, t));
  if (!draft.name.trim()) {
    found.name = t('wizard.required');
  }
  if (!draft.options.owner) {
    found['options.owner'] = t('wizard.pickOwner');
  }
  const { source } = draft.options;
  if (source.kind === 'existing' && !source.ref) {
    found['options.source.ref'] = t('wizard.pickSource');
  }
  for (const field of shownFields(technology, draft)) {
    const problem = fieldProblem(field, draft, stored, t);
    if (problem) {
      found[`${fieldPath(field)}`] = problem;
    }
  }
  return Object.fromEntries(
    Object.entries(found).filter(([path]) => stepOf(path) === step),
  );
}

/** Where the problem of a field is kept. */
export function fieldPath(field: Field): string {
  return `${field.type === 'secret' ? 'secrets' : 'parameters'}.${field.name}`;
}

function fieldProblem(
  field: Field,
  draft: Draft,
  stored: Connection['secrets'],
  t: Translate,
): string | undefined {
  if (field.type === 'secret') {
    const { from } = draft.secrets[field.name] ?? { from: 'kept' };
    const missing =
      from === 'none' || (from === 'kept' && !stored[field.name]?.set);
    return field.required && missing ? t('wizard.required') : undefined;
  }
  const value = draft.parameters[field.name];
  if (value === undefined || value === '') {
    return field.required ? t('wizard.required') : undefined;
  }
  if (field.type !== 'number') return undefined;
  const { minimum = -Infinity, maximum = Infinity } = field;
  if (typeof value !== 'number') return t('wizard.notANumber');
  if (value < minimum)
    return t('wizard.tooSmall', { minimum: String(minimum) });
  if (value > maximum)
    return t('wizard.tooLarge', { maximum: String(maximum) });
  return undefined;
}

/**
 * Puts a refusal of the server at the input it names. The server quotes the
 * name, for example `"parameters.port" must be at most 65535`; a name that is
 * taken is a conflict (OC-6).
 */
export function refusedInput(error: unknown, technology: Technology): Problems {
  const message = errorMessage(error);
  const paths = technology.fields.map(fieldPath);
  const named = [...message.matchAll(/["'`]([^"'`]+)["'`]/g)].map(([, n]) => n);
  for (const name of named) {
    const path =
      paths.find(p => p === name || p.endsWith(`.${name}`)) ??
      (/^(name|options|scope)\b/.test(name) ? name : undefined);
    if (path) return { [path]: message };
  }
  const conflict = ResponseError.is(error) && error.statusCode === 409;
  return { [conflict ? 'name' : '']: message };
}
