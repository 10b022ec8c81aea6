import {
  importOptionsSchema,
  type Asset,
  type ObservedAsset,
} from '@backstage-connector/plugin-connector-common';
import type { ContractPipeline } from '@backstage-connector/plugin-connector-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { createMapper } from '../map';
import { classifyUnseen, decide, revisionHash } from '../plan';
import type { Basis, Decision, LedgerEntry, MappedEntity } from '../plan/types';
import { invalidity } from '../plan/validity';

type Ledger = ReadonlyMap<string, LedgerEntry & { readonly entity: Entity }>;

const options = importOptionsSchema.parse({
  source: { kind: 'none' },
  owner: 'group:default/contract',
  absence: 'remove',
});

/**
 * The stages map and plan as runs use them, over a ledger in memory. For the test
 * suites of technologies: `describeConnectorContract({ pipeline: contractPipeline })`.
 * @public
 */
export const contractPipeline: ContractPipeline = {
  map: assets =>
    mapAll(assets).map(({ ref, uid, entity }) => ({
      ref,
      uid,
      valid: invalidity(entity) ?? true,
    })),

  plan({ assets, complete, previous }) {
    const ledger = (previous as Ledger | undefined) ?? new Map();
    const mapped = mapAll(assets);
    const basis = basisOf(ledger, mapped);
    const seen = mapped.map(it =>
      decide({ kind: 'mapped', ...it }, options, basis),
    );
    const unseen = complete
      ? unseenEntries(ledger, mapped).map(entry =>
          decide(
            { kind: 'unseen', ...classifyUnseen(entry, unread(assets)) },
            options,
            basis,
          ),
        )
      : [];
    const decisions = [...seen, ...unseen];
    return { decisions, applied: applied(ledger, mapped, decisions) };
  },
};

function mapAll(assets: readonly Asset[]): MappedEntity[] {
  const mapper = createMapper({
    connection: { id: 'contract', name: 'Contract' },
    technology: { title: 'Contract' },
    options,
  });
  return assets.filter(isObserved).map(mapper.asset);
}

function isObserved(asset: Asset): asset is ObservedAsset {
  return asset.kind !== 'not-observed' && asset.kind !== 'out-of-scope';
}

function basisOf(ledger: Ledger, mapped: readonly MappedEntity[]): Basis {
  const taken = new Map<string, MappedEntity>();
  for (const it of mapped) {
    taken.set(it.ref, taken.get(it.ref) ?? it);
  }
  return {
    ledger: uid => ledger.get(uid),
    before: uid => ledger.get(uid)?.entity,
    holder: () => undefined,
    takenBy: (ref, uid) => {
      const first = taken.get(ref);
      return first && first.uid !== uid ? first.urn : undefined;
    },
  };
}

function unseenEntries(ledger: Ledger, mapped: readonly MappedEntity[]) {
  const seen = new Set(mapped.map(it => it.uid));
  return [...ledger.values()].filter(
    ({ uid, state }) => !seen.has(uid) && state !== 'removed',
  );
}

function unread(assets: readonly Asset[]) {
  return {
    notObserved: new Map(
      assets
        .filter(({ kind }) => kind === 'not-observed')
        .map(({ urn, path }) => [urn, path.join('.')]),
    ),
    outOfScope: new Set(
      assets.filter(({ kind }) => kind === 'out-of-scope').map(it => it.urn),
    ),
  };
}

function applied(
  ledger: Ledger,
  mapped: readonly MappedEntity[],
  decisions: readonly Decision[],
): Ledger {
  const after = new Map(ledger);
  const byUid = new Map(mapped.map(it => [it.uid, it]));
  for (const decision of decisions) {
    const { uid } = decision;
    if (decision.action === 'remove') {
      after.delete(uid);
    } else if ('after' in decision) {
      const subject = byUid.get(uid) ?? ledger.get(uid);
      if (subject) {
        after.set(uid, {
          ...subject,
          entity: decision.after,
          hash: revisionHash(decision.after) ?? '',
          state: 'present',
          missedRuns: 0,
        });
      }
    }
  }
  return after;
}
