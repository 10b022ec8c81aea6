import type { TargetObject } from '../../../plan/archive/types';

/** An entity that is here, with what others than the rules want to know. */
export interface KnownTarget extends TargetObject {
  /** Owner and organization: the rules of permissions look at them. */
  readonly owners: readonly string[];
  /** Of what the ledger wants to be here, if it has the object. */
  readonly ledgerHash?: string;
}

/** What of this catalog an import is about: read once, then fixed. */
export class Target {
  readonly #byUid = new Map<string, KnownTarget>();
  readonly #byRef = new Map<string, KnownTarget>();
  readonly #visible = new Set<string>();

  add(target: KnownTarget): void {
    this.#byUid.set(target.uid, target);
    this.#byRef.set(target.ref, target);
  }

  show(refs: Iterable<string>): void {
    for (const ref of refs) {
      this.#visible.add(ref);
    }
  }

  byUid(uid: string): KnownTarget | undefined {
    return this.#byUid.get(uid);
  }

  byRef(ref: string): KnownTarget | undefined {
    return this.#byRef.get(ref);
  }

  isVisible(ref: string): boolean {
    return this.#visible.has(ref);
  }

  get refs(): string[] {
    return [...this.#byRef.keys()];
  }
}
