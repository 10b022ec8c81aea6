import type { ArchivedPrincipal } from '@backstage-connector/plugin-connector-common';
import type { ArchivedObject } from './types';

/**
 * Gives equal texts of many objects one place in memory, and what compares them
 * a quick way to see it. What a database or a parser gives has each anew.
 */
export class SharedTexts {
  readonly #texts = new Map<string, string>();
  // By reference: there are few, and each owns much.
  readonly #principals = new Map<string, ArchivedPrincipal>();

  /** The object with its texts, all but those that no other has. */
  share(object: ArchivedObject): ArchivedObject {
    const { type, lifecycle, owner, organization, ...others } = object;
    return {
      ...others,
      uid: this.#one(object.uid),
      ref: this.#one(object.ref),
      apiVersion: this.#one(object.apiVersion),
      kind: this.#one(object.kind),
      modifiedAt: this.#one(object.modifiedAt),
      ...(type !== undefined && { type: this.#one(type) }),
      ...(lifecycle !== undefined && { lifecycle: this.#one(lifecycle) }),
      ...(owner && { owner: this.#principal(owner) }),
      ...(organization && { organization: this.#principal(organization) }),
      references: object.references.map(({ path, ...named }) => ({
        path: this.#one(path),
        ...this.#named(named),
      })),
    };
  }

  #principal(principal: ArchivedPrincipal): ArchivedPrincipal {
    const known = this.#principals.get(principal.ref);
    if (known && known.uid === principal.uid) {
      return known;
    }
    const named = this.#named(principal);
    this.#principals.set(named.ref, named);
    return named;
  }

  #named({ ref, uid }: ArchivedPrincipal): ArchivedPrincipal {
    return {
      ref: this.#one(ref),
      ...(uid !== undefined && { uid: this.#one(uid) }),
    };
  }

  #one(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) {
      this.#texts.set(text, text);
    }
    return known ?? text;
  }
}
