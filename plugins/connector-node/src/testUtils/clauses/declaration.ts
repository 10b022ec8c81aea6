import assert from 'node:assert/strict';
import {
  assetSchema,
  capabilities,
  technologySchema,
  type Field,
} from '@backstage-connector/plugin-connector-common';
import { parseConfig } from '../../parseConfig';
import type { Clause } from '../clause';
import { createRecorder, wholeScope, withSource } from '../reading';
import type { Settings } from '../worlds';

/** What the connector says of itself. @public */
export const declarationClauses: readonly Clause[] = [
  {
    id: 'D1',
    title: 'has a kebab-case id that ends the name of its package',
    async verify({ connector: { technology }, packageName }) {
      technologySchema.parse(technology);
      assert.match(packageName, new RegExp(`-${technology.id}$`));
    },
  },
  {
    id: 'D2',
    title:
      'declares fields that survive JSON; defaults are valid, no secret has one',
    async verify({ connector: { technology } }) {
      const { fields } = technology;
      assert(fields.length > 0, 'no fields');
      assert.deepEqual(JSON.parse(JSON.stringify(technology)), technology);
      const names = fields.map(field => field.name);
      assert.equal(new Set(names).size, names.length, 'a field twice');
      for (const field of fields) {
        if (field.type === 'secret') {
          assert(!('default' in field), `${field.name} has a default`);
        } else if (field.default !== undefined) {
          parseConfig(
            { ...technology, fields: [{ ...field, showWhen: undefined }] },
            {
              parameters: { [field.name]: field.default },
              secrets: {},
              scope: wholeScope,
            },
          );
        }
        assertShownSometimes(field, fields);
      }
    },
  },
  {
    id: 'D3',
    title: 'refuses settings that lack one required field, and names it',
    async verify(subject) {
      const { connector } = subject;
      await withSource(subject, subject.dataset.empty, async source => {
        const { parameters, secrets } = source.settings;
        // What has a default, or is not shown for these settings, may be absent.
        const required = connector.technology.fields.filter(
          field =>
            field.required &&
            !('default' in field) &&
            field.name in { ...parameters, ...secrets },
        );
        assert(required.length > 0, 'no field is required');
        for (const { name } of required) {
          await assert.rejects(
            async () =>
              connector.open(
                { ...without(source.settings, name), scope: wholeScope },
                createRecorder().context,
              ),
            (error: Error) =>
              error.name === 'InputError' && error.message.includes(name),
            `${name} is not asked for`,
          );
        }
      });
    },
  },
  {
    id: 'D4',
    title: 'accepts the example in its README',
    async verify({ connector: { technology, example }, readme }) {
      const block = /```json\n(.*?)```/s.exec(readme)?.[1];
      assert(block, 'the README has no JSON block');
      assert.deepEqual(JSON.parse(block), example);
      parseConfig(technology, { ...example, scope: wholeScope });
    },
  },
  {
    id: 'D5',
    title: 'declares known asset kinds and says of every capability yes or why',
    async verify({ connector: { technology } }) {
      const kinds = assetSchema.options.map(it => it.shape.kind.value);
      for (const kind of technology.assetKinds) {
        assert((kinds as string[]).includes(kind), `unknown kind ${kind}`);
      }
      assert.deepEqual(
        Object.keys(technology.capabilities).sort(),
        [...capabilities].sort(),
      );
      for (const [name, support] of Object.entries(technology.capabilities)) {
        assert(
          support.supported || support.reason.trim().endsWith('.'),
          `${name}: the reason is not a sentence`,
        );
      }
    },
  },
];

function assertShownSometimes(field: Field, fields: readonly Field[]) {
  const { showWhen } = field;
  if (showWhen) {
    const other = fields.find(it => it.name === showWhen.field);
    assert(other, `${field.name} waits for an unknown field`);
    const known =
      other.type === 'choice'
        ? other.choices.map(choice => choice.value)
        : ['true', 'false'];
    assert(
      showWhen.oneOf.every(value => known.includes(value)),
      `${field.name} waits for a value that ${other.name} never has`,
    );
  }
}

function without(settings: Settings, name: string): Settings {
  const omit = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  return {
    parameters: omit(settings.parameters),
    secrets: omit(settings.secrets),
  };
}
