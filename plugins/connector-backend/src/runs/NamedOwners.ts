import {
  findingOf,
  type Finding,
} from '@backstage-connector/plugin-connector-common';
import type { CatalogGateway } from '../apply/CatalogGateway';
import type { NamedOwner } from '../map';

/**
 * The owners that a source names, and which of them the catalog has (OC-54). Each
 * is asked for once a run, together with the others of its batch.
 */
export class NamedOwners {
  readonly #gateway: Pick<CatalogGateway, 'holders'>;
  readonly #signal: AbortSignal;
  readonly #asked = new Set<string>();
  readonly #known = new Set<string>();
  readonly #unknown = new Set<string>();

  constructor(options: {
    gateway: Pick<CatalogGateway, 'holders'>;
    signal: AbortSignal;
  }) {
    this.#gateway = options.gateway;
    this.#signal = options.signal;
  }

  /** Those the catalog has, in full; it grows with what is asked. */
  get known(): ReadonlySet<string> {
    return this.#known;
  }

  async ask(named: readonly NamedOwner[]): Promise<void> {
    const refs = named.flatMap(({ ref }) => ref ?? []);
    const asked = [...new Set(refs)].filter(ref => !this.#asked.has(ref));
    if (asked.length > 0) {
      const signal = this.#signal;
      const found = await this.#gateway.holders(asked, { signal });
      asked.forEach(ref => this.#asked.add(ref));
      [...found.keys()].forEach(ref => this.#known.add(ref));
    }
    for (const { text, ref } of named) {
      if (ref === undefined || !this.#known.has(ref)) {
        this.#unknown.add(text);
      }
    }
  }

  /** What the source names in vain. */
  finding(): Finding | undefined {
    const unknown = [...this.#unknown];
    return unknown.length === 0
      ? undefined
      : findingOf(
          'owner.unknown',
          {
            owners:
              unknown.length === 1
                ? `the owner "${unknown[0]}"`
                : `${unknown.length} owners`,
          },
          { count: unknown.length, samples: unknown },
        );
  }
}
