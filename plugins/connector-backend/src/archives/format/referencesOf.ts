import {
  DEFAULT_NAMESPACE,
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { formatPath, type Steps } from './entityPath';

/** A reference of an entity, in full, and where it stands. */
export interface FoundReference {
  /** E.g. spec.dependsOn[2]. */
  readonly path: string;
  readonly ref: string;
}

/** A text that is to be a reference. */
export interface ReferenceText {
  readonly path: string;
  readonly text: string;
  /** Undefined when the text is no reference. */
  readonly ref: string | undefined;
}

/**
 * The fields that the catalog reads as references, with the kind they mean when
 * they name none: its BuiltinKindsEntityProcessor, and its model of AI resources.
 * Owners are looked at apart.
 */
const FIELDS: Readonly<
  Record<string, Readonly<Record<string, string | undefined>>>
> = {
  AiResource: {
    dependsOn: 'AiResource',
    plugins: 'AiResource',
    skills: 'AiResource',
    system: 'System',
  },
  API: { system: 'System' },
  Component: {
    consumesApis: 'API',
    dependencyOf: undefined,
    dependsOn: undefined,
    providesApis: 'API',
    subcomponentOf: 'Component',
    system: 'System',
  },
  Domain: { subdomainOf: 'Domain' },
  Group: { children: 'Group', members: 'User', parent: 'Group' },
  Location: {},
  Resource: {
    dependencyOf: undefined,
    dependsOn: undefined,
    system: 'System',
  },
  System: { domain: 'Domain' },
  User: { memberOf: 'Group' },
};

/** How deep below `spec` references of custom kinds are looked for. */
const DEPTH = 3;

/**
 * All references of an entity but owner and organization (AR-4). Of custom kinds
 * only the catalog knows which texts are references: those that its relations
 * confirm, so an entity has to come with them.
 */
export function referencesOf(entity: Entity): FoundReference[] {
  return isBuiltIn(entity)
    ? referenceTexts(entity).flatMap(({ path, ref }) =>
        ref === undefined ? [] : [{ path, ref }],
      )
    : confirmedReferences(entity);
}

/** Whether the fields of a kind that hold references are known. */
export function isBuiltIn({ apiVersion, kind }: Entity): boolean {
  return apiVersion.startsWith('backstage.io/') && Object.hasOwn(FIELDS, kind);
}

/** What stands in the fields of a built-in kind that hold references. */
export function referenceTexts(entity: Entity): ReferenceText[] {
  const found: ReferenceText[] = [];
  const add = (path: string, text: unknown, kind: string | undefined) => {
    if (typeof text === 'string') {
      found.push({ path, text, ref: resolved(entity, text, kind) });
    }
  };
  for (const [field, kind] of Object.entries(FIELDS[entity.kind])) {
    const value = entity.spec?.[field];
    if (Array.isArray(value)) {
      value.forEach((text, at) => add(`spec.${field}[${at}]`, text, kind));
    } else {
      add(`spec.${field}`, value, kind);
    }
  }
  return found;
}

/** As most references are: in full, so that nothing is left to be resolved. */
const FULL = /^[a-z0-9]+:[a-z0-9-]+\/[a-z0-9._-]+$/;

/** A reference in full, as the entity means it. */
export function resolved(
  { metadata }: Entity,
  text: string,
  defaultKind: string | undefined,
): string | undefined {
  if (FULL.test(text)) {
    return text;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind,
        defaultNamespace: metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return undefined;
  }
}

function confirmedReferences(entity: Entity): FoundReference[] {
  // Who owns it is not among them, whatever else the name stands for.
  const targets = new Set(
    (entity.relations ?? [])
      .filter(({ type }) => type !== RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef),
  );
  const kinds = new Set(
    [...targets].map(target => target.slice(0, target.indexOf(':'))),
  );
  if (targets.size === 0) {
    return [];
  }
  const found: FoundReference[] = [];
  const look = (value: unknown, steps: Steps) => {
    if (typeof value === 'string') {
      const ref = [...kinds]
        .map(kind => resolved(entity, value, kind))
        .find(candidate => candidate !== undefined && targets.has(candidate));
      if (ref !== undefined) {
        found.push({ path: formatPath(steps), ref });
      }
    } else if (typeof value === 'object' && value && steps.length <= DEPTH) {
      for (const [key, part] of Object.entries(value)) {
        look(part, [...steps, Array.isArray(value) ? Number(key) : key]);
      }
    }
  };
  const { owner: _, ...spec } = entity.spec ?? {};
  look(spec, ['spec']);
  return found;
}
