import {
  RESOURCE_TYPE_CONNECTION,
  type ImportOptions,
} from '@backstage-connector/plugin-connector-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';

/** What rules of connector permissions look at. @public */
export interface ConnectionResource {
  readonly id: string;
  readonly technology: string;
  readonly createdBy: string;
  readonly options: Pick<ImportOptions, 'owner'>;
}

/** A rule as a condition on one property. @public */
export interface ConnectionFilter {
  readonly property: 'createdBy' | 'technology' | 'owner';
  readonly values: readonly string[];
}

/** @public */
export const connectorConnectionResourceRef = createPermissionResourceRef<
  ConnectionResource,
  ConnectionFilter
>().with({ pluginId: 'connector', resourceType: RESOURCE_TYPE_CONNECTION });

const includesIgnoringCase = (values: readonly string[], value: string) =>
  values.some(it => it.toLowerCase() === value.toLowerCase());

const isCreatedBy = createPermissionRule({
  name: 'IS_CREATED_BY',
  description: 'Allow connections that one of these users has created.',
  resourceRef: connectorConnectionResourceRef,
  paramsSchema: z.object({
    userRefs: z
      .array(z.string())
      .describe('References such as user:default/ada'),
  }),
  apply: ({ createdBy }, { userRefs }) =>
    includesIgnoringCase(userRefs, createdBy),
  toQuery: ({ userRefs }) => ({ property: 'createdBy', values: userRefs }),
});

const hasTechnology = createPermissionRule({
  name: 'HAS_TECHNOLOGY',
  description: 'Allow connections to one of these technologies.',
  resourceRef: connectorConnectionResourceRef,
  paramsSchema: z.object({
    technologies: z.array(z.string()).describe('Ids such as postgresql'),
  }),
  apply: ({ technology }, { technologies }) =>
    technologies.includes(technology),
  toQuery: ({ technologies }) => ({
    property: 'technology',
    values: technologies,
  }),
});

const isOwnedBy = createPermissionRule({
  name: 'IS_OWNED_BY',
  description:
    'Allow connections whose default owner is one of these; use the ownership references of the caller.',
  resourceRef: connectorConnectionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('References such as group:default/data'),
  }),
  apply: ({ options }, { claims }) =>
    includesIgnoringCase(claims, options.owner),
  toQuery: ({ claims }) => ({ property: 'owner', values: claims }),
});

/** All rules of the resource type. */
export const connectionRules = { isCreatedBy, hasTechnology, isOwnedBy };

const exported = createConditionExports({
  resourceRef: connectorConnectionResourceRef,
  rules: connectionRules,
});

/** Conditions for a permission policy. @public */
export const connectorConnectionConditions = exported.conditions;

/** Makes the decision of a permission policy from conditions. @public */
export const createConnectorConnectionConditionalDecision =
  exported.createConditionalDecision;
