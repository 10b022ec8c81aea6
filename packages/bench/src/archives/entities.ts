import type { Entity } from '@backstage/catalog-model';

/** As many as the target says. */
export const COUNT = 100_000;

const WORDS = 2_000;
const TEXTS = 5_000;
const MODULUS = 2 ** 31 - 1;

/** Words of nobody's language: they pack about as well as prose. */
const words = Array.from({ length: WORDS }, (_, index) =>
  scattered(index + 1)
    .toString(26)
    .replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)])
    .slice(0, 3 + (index % 7)),
);

/** Ready, because making them would cost as much as what is measured. */
const descriptions = Array.from({ length: TEXTS }, (_, at) => prose(at, 60));
const runbooks = Array.from({ length: TEXTS }, (_, at) => prose(-at, 90));

/** An entity of about 2 KB, as the catalog gives it; always the same. */
export function entityAt(index: number): Entity {
  const name = `service-${index}`;
  const system = `system-${index % 500}`;
  return {
    metadata: {
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `url:https://git.example.com/acme/${name}/catalog-info.yaml`,
        'backstage.io/managed-by-origin-location':
          'url:https://git.example.com/acme/all.yaml',
        'backstage.io/source-location': `url:https://git.example.com/acme/${name}/`,
        'backstage.io/techdocs-ref': 'dir:.',
        'example.com/pager': `P${scattered(index)}`,
      },
      name,
      title: `Service ${index}`,
      description: descriptions[index % TEXTS],
      tags: [words[index % WORDS], words[(index * 7) % WORDS]],
      links: [{ url: `https://example.com/${name}`, title: 'Board' }],
      uid: uidAt(index),
      etag: scattered(index).toString(16),
    },
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/team-${index % 100}`,
      system,
      // The first has nobody to refer to.
      dependsOn: index > 0 ? [`component:service-${index >> 1}`] : [],
      runbook: runbooks[(index * 7) % TEXTS],
    },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${index % 100}` },
      { type: 'partOf', targetRef: `system:default/${system}` },
    ],
  };
}

/** The uid of whatever the entities refer to. */
export function uidOf(ref: string): string {
  const [, index] = ref.split('component:default/service-');
  return index === undefined ? `uid of ${ref}` : uidAt(Number(index));
}

export function* entities(): Generator<Entity> {
  for (let index = 0; index < COUNT; index += 1) {
    yield entityAt(index);
  }
}

function prose(seed: number, length: number): string {
  let at = seed + TEXTS;
  return Array.from({ length }, () => {
    at = scattered(at);
    return words[at % WORDS];
  }).join(' ');
}

function uidAt(index: number): string {
  const hex = [1, 2, 3, 4]
    .map(part =>
      scattered(index * 4 + part)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The next of a sequence that looks random (Lehmer, 16807). */
function scattered(value: number): number {
  return ((value % MODULUS) * 16_807 + 12_345) % MODULUS;
}
