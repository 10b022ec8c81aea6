import {
  technologySchema,
  type Technology,
} from '@backstage-connector/plugin-connector-common';
import type { Connector } from '@backstage-connector/plugin-connector-node';
import { InputError, toError } from '@backstage/errors';
import { describeIssue, sentencesOf } from '../describeIssues';

/** The technologies that modules have handed in. */
export class Technologies {
  readonly #connectors = new Map<string, Connector>();
  readonly #refused = new Map<string, string>();

  /** @throws when the declaration is not valid, or its id is taken. */
  add(connector: Connector): void {
    const { id } = connector.technology;
    try {
      checkDeclaration(connector.technology);
      if (this.#connectors.has(id)) {
        throw new InputError(
          `Two modules bring the technology "${id}"; remove one of them`,
        );
      }
    } catch (error) {
      this.#refused.set(id, toError(error).message);
      throw error;
    }
    this.#connectors.set(id, connector);
  }

  find(id: string): Connector | undefined {
    return this.#connectors.get(id);
  }

  /** @throws InputError that names the installed technologies. */
  get(id: string): Connector {
    const connector = this.find(id);
    if (!connector) {
      throw new InputError(this.unknown(id));
    }
    return connector;
  }

  /** By title. */
  list(): Technology[] {
    return [...this.#connectors.values()]
      .map(({ technology }) => technology)
      .sort((a, b) => a.title.localeCompare(b.title, 'en'));
  }

  /**
   * The modules that did not bring their technology. A module has the id of its
   * technology.
   */
  unavailable(
    modules: readonly string[],
  ): { module: string; reason: string }[] {
    const silent = modules.filter(
      id => !this.#connectors.has(id) && !this.#refused.has(id),
    );
    return [
      ...[...this.#refused].map(([module, reason]) => ({ module, reason })),
      ...silent.map(module => ({
        module,
        reason: 'It did not start; the log of the portal says why.',
      })),
    ];
  }

  unknown(id: string): string {
    const installed = [...this.#connectors.keys()].sort().join(', ');
    return `"technology": there is no technology "${id}"; installed are: ${
      installed || 'none'
    }`;
  }
}

function checkDeclaration(technology: Technology): void {
  const parsed = technologySchema.safeParse(technology, {
    error: describeIssue,
  });
  if (!parsed.success) {
    const sentences = sentencesOf(parsed.error, path => `"${path}"`);
    throw new InputError(
      `The technology "${technology.id}" is declared wrongly: ${sentences.join(
        '; ',
      )}`,
    );
  }
}
