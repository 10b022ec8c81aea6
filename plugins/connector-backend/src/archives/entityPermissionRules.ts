import { RESOURCE_TYPE_ENTITY } from '@backstage-connector/plugin-connector-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';

/**
 * What rules of permissions on entities look at: an archived one that is to be
 * created, or one of the catalog that is to be replaced.
 * @public
 */
export interface EntityResource {
  readonly kind: string;
  readonly namespace: string;
  /** References of its owner and its organization. */
  readonly owners: readonly string[];
}

/** A rule as a condition on one property. @public */
export interface EntityFilter {
  readonly property: keyof EntityResource;
  readonly values: readonly string[];
}

/** @public */
export const connectorEntityResourceRef = createPermissionResourceRef<
  EntityResource,
  EntityFilter
>().with({ pluginId: 'connector', resourceType: RESOURCE_TYPE_ENTITY });

const includesIgnoringCase = (values: readonly string[], value: string) =>
  values.some(it => it.toLowerCase() === value.toLowerCase());

const isEntityKind = createPermissionRule({
  name: 'IS_ENTITY_KIND',
  description: 'Allow entities of these kinds.',
  resourceRef: connectorEntityResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds such as Component'),
  }),
  apply: ({ kind }, { kinds }) => includesIgnoringCase(kinds, kind),
  toQuery: ({ kinds }) => ({ property: 'kind', values: kinds }),
});

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description:
    'Allow entities that one of these owns; use the ownership references of the caller.',
  resourceRef: connectorEntityResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('References such as group:default/data'),
  }),
  apply: ({ owners }, { claims }) =>
    owners.some(owner => includesIgnoringCase(claims, owner)),
  toQuery: ({ claims }) => ({ property: 'owners', values: claims }),
});

const isInNamespace = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'Allow entities in these namespaces.',
  resourceRef: connectorEntityResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Namespaces such as default'),
  }),
  apply: ({ namespace }, { namespaces }) =>
    includesIgnoringCase(namespaces, namespace),
  toQuery: ({ namespaces }) => ({ property: 'namespace', values: namespaces }),
});

/** All rules of the resource type. */
export const entityRules = { isEntityKind, isEntityOwner, isInNamespace };

const exported = createConditionExports({
  resourceRef: connectorEntityResourceRef,
  rules: entityRules,
});

/** Conditions for a permission policy. @public */
export const connectorEntityConditions = exported.conditions;

/** Makes the decision of a permission policy from conditions. @public */
export const createConnectorEntityConditionalDecision =
  exported.createConditionalDecision;
