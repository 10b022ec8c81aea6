import {
  checkReportSchema,
  connectionInputSchema,
  connectionSchema,
  decisionSchema,
  endpoints,
  failureSchema,
  findingSchema,
  importOptionsSchema,
  occurrenceSchema,
  plannedStartSchema,
  provenanceSchema,
  runLogEntrySchema,
  runReportSchema,
  runSchema,
  runSummarySchema,
  scheduleDefinitionSchema,
  scheduleInputSchema,
  scheduleSchema,
  scopeMatchesSchema,
  scopeSchema,
  technologySchema,
  upcomingRunSchema,
  type Endpoint,
} from '@backstage-connector/plugin-connector-common';
import { z } from 'zod';
import { page, table } from './render';

/** The part of JSON Schema that the endpoints use. */
interface JsonSchema {
  title?: string;
  type?: string | string[];
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
}

/** Objects that several endpoints take or give. */
const shapes = {
  CheckReport: checkReportSchema,
  Connection: connectionSchema,
  ConnectionInput: connectionInputSchema,
  Decision: decisionSchema,
  Failure: failureSchema,
  Finding: findingSchema,
  ImportOptions: importOptionsSchema,
  Occurrence: occurrenceSchema,
  PlannedStart: plannedStartSchema,
  Provenance: provenanceSchema,
  Run: runSchema,
  RunLogEntry: runLogEntrySchema,
  RunReport: runReportSchema,
  RunSummary: runSummarySchema,
  Schedule: scheduleSchema,
  ScheduleDefinition: scheduleDefinitionSchema,
  ScheduleInput: scheduleInputSchema,
  Scope: scopeSchema,
  ScopeMatches: scopeMatchesSchema,
  Technology: technologySchema,
  UpcomingRun: upcomingRunSchema,
};

const nameOf = new Map<unknown, string>(
  Object.entries(shapes).map(([name, schema]) => [schema, name]),
);

/** Every endpoint with its permission, input and answer. */
export function renderRestApi(): string {
  return page(
    'REST API',
    'Below `/api/connector`. Callers need a Backstage token: `Authorization: Bearer …`. The same description as OpenAPI 3.1 is served at `/api/connector/openapi.json`. `createConnectorClient` of `@backstage-connector/plugin-connector-common` is the typed client.',
    'An answer that refuses has the status 400 (wrong input), 401, 403 (a permission is missing), 404, 409 (not now; the message says what to do first) or 503 (the source does not answer), and this body. The message names the field.',
    '```json\n{ "error": { "name": "InputError", "message": "\\"options.owner\\" is required" } }\n```',
    ...Object.entries<Endpoint>(endpoints).flatMap(renderEndpoint),
    '## Shapes',
    ...Object.entries(shapes).flatMap(([name, schema]) => [
      `### ${name}`,
      fieldsTable(schema, name === 'ConnectionInput' ? 'input' : 'output'),
    ]),
  );
}

function renderEndpoint([name, endpoint]: [string, Endpoint]): string[] {
  const { method, path, summary, permission, status } = endpoint;
  return [
    `## ${name}`,
    `\`${method.toUpperCase()} ${path}\``,
    summary,
    ...(permission ? [`Needs the permission \`${permission}\`.`] : []),
    ...renderFields('Query', endpoint.query, 'input'),
    ...renderFields('Body', endpoint.body, 'input'),
    ...(endpoint.response
      ? renderFields(`Answer (${status})`, endpoint.response, 'output')
      : [`Answers with ${status} and no body.`]),
  ];
}

function renderFields(
  title: string,
  schema: z.ZodType | undefined,
  io: 'input' | 'output',
): string[] {
  if (!schema) {
    return [];
  }
  const shape = nameOf.get(schema);
  return shape
    ? [`**${title}**: ${linkTo(shape)}`]
    : [`**${title}**`, fieldsTable(schema, io)];
}

/** The fields of an object, with their types and descriptions. */
export function fieldsTable(schema: z.ZodType, io: 'input' | 'output'): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io,
    // A shape inside another is shown by its name.
    override: ({ zodSchema, jsonSchema }) => {
      const shape = nameOf.get(zodSchema);
      if (shape && shape !== nameOf.get(schema)) {
        jsonSchema.properties = undefined;
        jsonSchema.title = shape;
      }
    },
  }) as JsonSchema;
  return table(
    ['field', 'type', ''],
    Object.entries(properties).map(([field, it]) => [
      required.includes(field) ? `\`${field}\`` : `\`${field}\` (optional)`,
      typeOf(it),
      [it.description, defaultOf(it)].filter(Boolean).join(' '),
    ]),
  );
}

function linkTo(shape: string): string {
  return `[${shape}](#${shape.toLowerCase()})`;
}

function typeOf(schema: JsonSchema): string {
  if (schema.title) {
    return linkTo(schema.title);
  }
  if (Array.isArray(schema.type)) {
    return schema.type.map(type => typeOf({ type })).join(' or ');
  }
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) {
    return [...new Set(alternatives.map(typeOf))].join(' or ');
  }
  if (schema.const !== undefined) {
    return `\`${schema.const}\``;
  }
  if (schema.enum) {
    return schema.enum.map(value => `\`${value}\``).join(', ');
  }
  switch (schema.type) {
    case 'array':
      return `list of ${typeOf(schema.items ?? {})}`;
    case 'object':
      return objectType(schema);
    case 'string':
      return 'text';
    case 'integer':
      return 'whole number';
    default:
      return schema.type ?? 'anything';
  }
}

function objectType({
  properties,
  required = [],
  additionalProperties,
}: JsonSchema): string {
  if (properties) {
    const fields = Object.entries(properties).map(
      ([field, { const: value }]) => {
        const mark = required.includes(field) ? '' : '?';
        return value === undefined ? `${field}${mark}` : `${field}: ${value}`;
      },
    );
    return `\`{ ${fields.join(', ')} }\``;
  }
  return typeof additionalProperties === 'object'
    ? `object, by name, of ${typeOf(additionalProperties)}`
    : 'object';
}

function defaultOf({ default: value }: JsonSchema): string {
  return value === undefined ? '' : `By default \`${JSON.stringify(value)}\`.`;
}
