import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/** Somebody else who puts entities into the catalog. */
export class ForeignProvider implements EntityProvider {
  static readonly location = 'url:https://example.com/catalog-info.yaml';
  static readonly description = 'Written by somebody else';

  #connection: EntityProviderConnection | undefined;

  get feature(): BackendFeature {
    return createBackendModule({
      pluginId: 'catalog',
      moduleId: 'foreign',
      register: reg =>
        reg.registerInit({
          deps: { catalog: catalogProcessingExtensionPoint },
          init: async ({ catalog }) => catalog.addEntityProvider(this),
        }),
    });
  }

  getProviderName() {
    return 'foreign';
  }

  async connect(connection: EntityProviderConnection) {
    this.#connection = connection;
  }

  /** Has Resources of these references and no other. */
  async provide(...refs: string[]): Promise<void> {
    await this.provideEntities(
      refs.map(ref => {
        const { namespace, name } = parseEntityRef(ref);
        const { description } = ForeignProvider;
        return {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name, namespace, description },
          spec: { type: 'table', owner: 'group:default/somebody' },
        };
      }),
    );
  }

  /** Has these entities and no other. */
  async provideEntities(entities: readonly Entity[]): Promise<void> {
    const { location } = ForeignProvider;
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        locationKey: location,
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              ...entity.metadata.annotations,
              [ANNOTATION_LOCATION]: location,
              [ANNOTATION_ORIGIN_LOCATION]: location,
            },
          },
        },
      })),
    });
  }
}
