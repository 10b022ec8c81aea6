import type {
  ImportOptions,
  ObservedAsset,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { MappedEntity } from '../plan/types';
import { assemble } from './assemble';
import { entityName } from './entityNames';
import { createOwners, type NamedOwner } from './owners';
import { sourceSystem } from './sourceSystem';
import { definitionOf, referencesOf, type Located } from './structure';

/** What the mapper knows of the import it works for. */
export interface MapContext {
  readonly connection: { readonly id: string; readonly name: string };
  readonly technology: Pick<Technology, 'title'>;
  readonly options: ImportOptions;
  /** Owns what nothing else gives an owner: the import identity. */
  readonly fallbackOwner?: string;
  /** Of the owners that the source names, those the catalog has so far as asked. */
  readonly knownOwners?: ReadonlySet<string>;
}

/** Turns what a source has into entities, one at a time. */
export interface Mapper {
  /** The owner that the source names, if it counts once it is known. */
  namedOwner(asset: ObservedAsset): NamedOwner | undefined;
  asset(asset: ObservedAsset): MappedEntity;
  /** The System that stands for the source, if one is to be made. */
  source(): MappedEntity | undefined;
}

export function createMapper(context: MapContext): Mapper {
  const { connection, options } = context;
  const { namespace, namePrefix: prefix } = options;
  const owners = createOwners(
    options,
    context.fallbackOwner,
    context.knownOwners ?? new Set(),
  );
  const source = sourceSystem(context, owners.usual);
  const target =
    options.source.kind === 'existing' ? options.source.ref : undefined;
  const system = source?.ref ?? target;

  const nameOf = ({ urn, path }: Located) => entityName({ urn, path, prefix });
  const refOf = (asset: Located) =>
    stringifyEntityRef({ kind: 'Resource', namespace, name: nameOf(asset) });
  // The path of a parent is the path of its child without the last name.
  const parentRef = (asset: { parent: string; path: readonly string[] }) =>
    refOf({ urn: asset.parent, path: asset.path.slice(0, -1) });

  const specOf = (asset: ObservedAsset): JsonObject => {
    switch (asset.kind) {
      case 'database':
        return { type: 'database', ...(system && { system }) };
      case 'schema':
        return { type: 'database-schema', dependsOn: [parentRef(asset)] };
      case 'table':
        return {
          type: asset.relationType,
          dependsOn: [parentRef(asset), ...referencesOf(asset, refOf)],
          definition: definitionOf(asset.structure, refOf),
        };
      default:
        throw new TypeError(`No entity stands for ${asset satisfies never}`);
    }
  };

  return {
    namedOwner: owners.named,
    asset: asset =>
      assemble({
        connectionId: connection.id,
        keepCurrentOwner: options.keepCurrentOwner,
        kind: 'Resource',
        namespace,
        name: nameOf(asset),
        urn: asset.urn,
        title: asset.name,
        description: asset.comment,
        assetKind: asset.kind === 'table' ? asset.relationType : asset.kind,
        ownership: owners.of(asset),
        spec: specOf(asset),
      }),
    source: () => source,
  };
}
