import { Namesakes } from './Namesakes';
import type { ComparablePolicy } from './policy';
import type { Peers, Subject } from './rule';
import type { ArchiveBasis, ArchivedObject } from './types';

/**
 * The objects of one import, as they look at each other while it is decided. At
 * first all are thought to arrive; who will not is taken away.
 */
export class ImportedObjects implements Peers {
  readonly #objects: readonly ArchivedObject[];
  readonly #policy: ComparablePolicy;
  readonly #basis: ArchiveBasis;
  readonly #valid: Namesakes;
  readonly #invalidRefs: ReadonlySet<string>;
  // Most arrive, so those who do not are fewer.
  readonly #lost = new Set<ArchivedObject>();
  readonly #conflicting = new Set<ArchivedObject>();

  private constructor(
    objects: readonly ArchivedObject[],
    policy: ComparablePolicy,
    basis: ArchiveBasis,
  ) {
    this.#objects = objects;
    this.#policy = policy;
    this.#basis = basis;
    this.#valid = new Namesakes(objects.filter(it => it.invalid === undefined));
    this.#invalidRefs = new Set(
      objects.filter(it => it.invalid !== undefined).map(it => it.ref),
    );
  }

  static create(options: {
    objects: readonly ArchivedObject[];
    policy: ComparablePolicy;
    basis: ArchiveBasis;
  }): ImportedObjects {
    return new ImportedObjects(options.objects, options.policy, options.basis);
  }

  /** Each object with all that may be looked at to decide about it. */
  *subjects(): Generator<Subject> {
    for (const object of this.#objects) {
      yield {
        object,
        ...(object.invalid === undefined && {
          target: this.#basis.byUid(object.uid),
          holder: this.#basis.byRef(object.ref),
        }),
        policy: this.#policy,
        basis: this.#basis,
        peers: this,
      };
    }
  }

  lose(object: ArchivedObject, as: { conflicting?: boolean } = {}): void {
    this.#lost.add(object);
    if (as.conflicting) {
      this.#conflicting.add(object);
    }
  }

  withUid(uid: string): ArchivedObject | undefined {
    return this.#valid.onlyWithUid(uid);
  }

  withRef(ref: string): ArchivedObject | undefined {
    return this.#valid.onlyWithRef(ref);
  }

  twinByUid(object: ArchivedObject): ArchivedObject | undefined {
    return twin(object, this.#valid.withUid(object.uid));
  }

  twinByRef(object: ArchivedObject): ArchivedObject | undefined {
    return twin(object, this.#valid.withRef(object.ref));
  }

  has(ref: string): boolean {
    return this.#valid.withRef(ref).length > 0 || this.#invalidRefs.has(ref);
  }

  arrives(object: ArchivedObject): boolean {
    return !this.#lost.has(object);
  }

  isConflicting(object: ArchivedObject): boolean {
    return this.#conflicting.has(object);
  }
}

function twin(
  object: ArchivedObject,
  namesakes: readonly ArchivedObject[],
): ArchivedObject | undefined {
  return namesakes.length > 1
    ? namesakes.find(other => other !== object)
    : undefined;
}
