import {
  reasons,
  type Field,
  type Reason,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import {
  networkDiagnoses,
  type Connector,
  type Diagnosis,
} from '@backstage-connector/plugin-connector-node';

const GENERATED =
  '<!-- Made from the code by `yarn docs:reference`; a test fails when it is stale. -->';

/** Every technology with its fields, checks and capabilities. */
export function renderTechnologies(
  technologies: readonly Technology[],
): string {
  return page(
    'Technologies',
    'What the modules of this repository can import, and what each asks for.',
    ...technologies.flatMap(technology => [
      `## ${technology.title} (\`${technology.id}\`)`,
      technology.description,
      table(
        ['setting', 'what it is', 'type', 'default'],
        technology.fields.map(field => [
          `\`${field.name}\`${field.required ? ' (required)' : ''}`,
          `**${field.title}.** ${field.description}`,
          typeOf(field),
          'default' in field && field.default !== undefined
            ? `\`${field.default}\``
            : '',
        ]),
      ),
      'A test of the connection has these steps:',
      table(
        ['step', 'when it fails'],
        technology.checks.map(check => [
          check.title,
          check.importance === 'mandatory'
            ? 'nothing can be imported'
            : check.consequence ?? '',
        ]),
      ),
      `Patterns are matched on: ${technology.scope.levels.join('.')}.`,
      table(
        ['reads', ''],
        Object.entries(technology.capabilities).map(([capability, support]) => [
          capability.replaceAll('-', ' '),
          support.supported ? 'yes' : `no: ${support.reason}`,
        ]),
      ),
    ]),
  );
}

/** Every reason a decision or finding may have. */
export function renderReasons(): string {
  return page(
    'Reasons',
    'Why something was decided for an object, or found in a run. Codes never change meaning; the words in braces are filled in.',
    table(
      ['code', 'severity', 'sentence', 'remedy'],
      Object.entries(reasons).map(([code, reason]: [string, Reason]) => [
        `\`${code}\``,
        reason.severity,
        reason.sentence,
        reason.remedy ?? '',
      ]),
    ),
  );
}

/** Every diagnosis of a failed check or run. */
export function renderDiagnoses(connectors: readonly Connector[]): string {
  const shared = new Set(networkDiagnoses.map(({ code }) => code));
  return page(
    'Diagnoses',
    'What a failed test or run is explained with. A *transient* failure may pass by itself; a *config* failure needs a change; a *system* failure is a defect.',
    '## Any technology that is reached over a network',
    diagnosesTable(networkDiagnoses),
    ...connectors.flatMap(({ technology, diagnoses }) => [
      `## ${technology.title}`,
      diagnosesTable(diagnoses.filter(({ code }) => !shared.has(code))),
    ]),
  );
}

function diagnosesTable(diagnoses: readonly Diagnosis[]) {
  return table(
    ['code', 'kind', 'what it means', 'remedy'],
    diagnoses.map(({ code, kind, title, remedy }) => [
      `\`${code}\``,
      kind,
      title,
      remedy,
    ]),
  );
}

function typeOf(field: Field): string {
  switch (field.type) {
    case 'choice':
      return field.choices.map(choice => `\`${choice.value}\``).join(', ');
    case 'number':
      return `number${field.unit ? `, in ${field.unit}` : ''}`;
    default:
      return field.type;
  }
}

export function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, GENERATED, ...parts].join('\n\n')}\n`;
}

export function table(
  head: readonly string[],
  rows: readonly string[][],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}
