import { createHash } from 'node:crypto';
import type {
  Asset,
  ObservedAsset,
} from '@backstage-connector/plugin-connector-common';
import type { ContractPipeline } from '../pipeline';

/** The least a pipeline does: compares contents by identity. */
export const memoryPipeline: ContractPipeline = {
  map: assets => assets.filter(isObserved).map(entityOf),
  plan({ assets, complete, previous }) {
    const before = (previous ?? new Map()) as Map<string, string>;
    const now = new Map(
      assets
        .filter(isObserved)
        .map(asset => [entityOf(asset).uid, digest(asset)]),
    );
    const decided = (
      uid: string,
      action: 'create' | 'replace' | 'ignore' | 'remove',
    ) => ({ uid, ref: refOf(uid), action });
    const gone = complete ? [...before.keys()].filter(it => !now.has(it)) : [];
    return {
      decisions: [
        ...[...now].map(([uid, content]) =>
          before.has(uid)
            ? decided(uid, before.get(uid) === content ? 'ignore' : 'replace')
            : decided(uid, 'create'),
        ),
        ...gone.map(uid => decided(uid, 'remove')),
      ],
      applied: now,
    };
  },
};

function isObserved(asset: Asset): asset is ObservedAsset {
  return asset.kind !== 'not-observed' && asset.kind !== 'out-of-scope';
}

function entityOf({ urn }: Asset) {
  const uid = digest(urn);
  return { uid, ref: refOf(uid), valid: true };
}

function refOf(uid: string) {
  return `resource:default/${uid}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
