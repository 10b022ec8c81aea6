import { annotations } from '@backstage-connector/plugin-connector-common';
import {
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  getCompoundEntityRef,
  parseEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';

/**
 * Relates an entity whose owner is a user to the group in its organization
 * annotation too, so that both own it: also for those who decide by ownership.
 */
export class OrganizationProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'OrganizationProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const organization = organizationOf(entity);
    if (organization) {
      const self = getCompoundEntityRef(entity);
      for (const [source, type, target] of [
        [self, RELATION_OWNED_BY, organization],
        [organization, RELATION_OWNER_OF, self],
      ] as const) {
        emit(processingResult.relation({ source, type, target }));
      }
    }
    return entity;
  }
}

/** What is no reference is left alone: nobody else reads the annotation. */
function organizationOf(entity: Entity): CompoundEntityRef | undefined {
  const organization = entity.metadata.annotations?.[annotations.organization];
  const owner = groupRef(entity, entity.spec?.owner);
  const group = groupRef(entity, organization);
  return owner?.kind === 'user' && group?.kind === 'group' ? group : undefined;
}

/** As the catalog reads owners: without a kind, it is a group. */
function groupRef(
  { metadata }: Entity,
  text: unknown,
): CompoundEntityRef | undefined {
  if (typeof text !== 'string') {
    return undefined;
  }
  try {
    return parseEntityRef(text.toLocaleLowerCase('en-US'), {
      defaultKind: 'group',
      defaultNamespace: metadata.namespace,
    });
  } catch {
    return undefined;
  }
}
