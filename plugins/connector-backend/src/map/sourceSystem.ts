import type { MappedEntity } from '../plan/types';
import { assemble } from './assemble';
import type { MapContext } from './createMapper';
import { entityName } from './entityNames';
import type { Ownership } from './owners';

/**
 * The System that stands for the source, named after the connection. It is made
 * for a new source (OC-8), and for a target Domain, because a Resource can be part
 * of a System only.
 */
export function sourceSystem(
  context: MapContext,
  ownership: Ownership,
): MappedEntity | undefined {
  const { connection, technology, options } = context;
  const domain =
    options.source.kind === 'existing' && /^domain:/i.test(options.source.ref)
      ? options.source.ref
      : undefined;
  if (options.source.kind !== 'new' && domain === undefined) {
    return undefined;
  }
  const urn = `urn:connector:connection:${connection.id}`;
  return assemble({
    connectionId: connection.id,
    keepCurrentOwner: options.keepCurrentOwner,
    kind: 'System',
    namespace: options.namespace,
    name: entityName({
      urn,
      // Connection names are unique without regard to case.
      path: [connection.name.toLowerCase()],
      prefix: options.namePrefix,
    }),
    urn,
    title: connection.name,
    description: `What the connection "${connection.name}" imports from ${technology.title}.`,
    assetKind: 'source',
    ownership,
    spec: { type: 'data-source', ...(domain && { domain }) },
  });
}
