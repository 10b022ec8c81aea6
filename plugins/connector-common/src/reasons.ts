import { archiveReasons } from './archiveReasons';

/** What a reason says; `{name}` is filled from the decision's facts. @public */
export interface Reason {
  readonly area:
    | 'identity'
    | 'conflict'
    | 'schema'
    | 'references'
    | 'absence'
    | 'delivery'
    | 'permission'
    | 'ownership'
    | 'organization'
    | 'lifecycle'
    | 'undo';
  readonly severity: 'note' | 'warning' | 'error';
  readonly sentence: string;
  readonly remedy?: string;
}

/**
 * Every reason a decision or finding may have. Codes never change meaning.
 * @public
 */
export const reasons = {
  ...archiveReasons,
  'identity.new': {
    area: 'identity',
    severity: 'note',
    sentence: 'The catalog does not have this object yet.',
  },
  'identity.changed': {
    area: 'identity',
    severity: 'note',
    sentence: 'The source has changed this object.',
  },
  'identity.unchanged': {
    area: 'identity',
    severity: 'note',
    sentence: 'The object is as it was.',
  },
  'identity.renamed': {
    area: 'identity',
    severity: 'note',
    sentence: 'The object has another reference now; before it was {before}.',
  },
  'identity.restored': {
    area: 'identity',
    severity: 'note',
    sentence: 'The source has this object again.',
  },
  'conflict.managed-elsewhere': {
    area: 'conflict',
    severity: 'warning',
    sentence: 'The reference {ref} is managed by {manager}.',
    remedy:
      'Give the connection a name prefix or another namespace, or remove the other entity from its source.',
  },
  'conflict.other-connection': {
    area: 'conflict',
    severity: 'warning',
    sentence: 'The connection "{connection}" already imports {ref}.',
    remedy:
      'Narrow the scope of one of the two connections, or give this one a name prefix or another namespace.',
  },
  'conflict.duplicate-in-source': {
    area: 'conflict',
    severity: 'warning',
    sentence:
      'The source names two things {ref}; the first, {first}, is taken.',
    remedy: 'Rename one of them in the source, or exclude it.',
  },
  'schema.invalid-entity': {
    area: 'schema',
    severity: 'warning',
    sentence: 'The entity is not valid for the catalog: {error}.',
    remedy:
      'Correct the field named where the entity comes from: in the connection, its source, or the portal that exported it.',
  },
  'schema.refused-by-catalog': {
    area: 'schema',
    severity: 'error',
    sentence: 'The catalog refused the entity: {error}.',
    remedy: "Look at the catalog's own rules and processors for this kind.",
  },
  'owner.unknown': {
    area: 'ownership',
    severity: 'warning',
    sentence:
      'The source names {owners} that the catalog does not have; the default owner of the connection stands in.',
    remedy:
      'Correct the name where the source has it, or add the group or user to the catalog.',
  },
  'absence.flagged': {
    area: 'absence',
    severity: 'warning',
    sentence: 'The source no longer has this object; it is marked as absent.',
    remedy:
      'Remove it in the source of the references, or choose "remove" for absent objects.',
  },
  'absence.removed': {
    area: 'absence',
    severity: 'warning',
    sentence: 'The source no longer has this object; it is removed.',
  },
  'absence.awaited': {
    area: 'absence',
    severity: 'note',
    sentence:
      'The source does not have this object now: missing in {missed} of {grace} runs. It stays as it is until then.',
  },
  'absence.kept': {
    area: 'absence',
    severity: 'note',
    sentence: 'The source no longer has this object; the connection keeps it.',
  },
  'absence.already-flagged': {
    area: 'absence',
    severity: 'note',
    sentence: 'The object is absent and was marked so before.',
  },
  'absence.not-observed': {
    area: 'absence',
    severity: 'warning',
    sentence:
      'Nothing is known of this object: {scope} could not be listed. It stays as it is.',
    remedy: 'Give the connection the right to list {scope}.',
  },
  'absence.out-of-scope': {
    area: 'absence',
    severity: 'note',
    sentence:
      "The connection's patterns leave this object out now. It stays as it is.",
    remedy: 'Include it again, or delete it from the catalog by hand.',
  },
  'absence.held': {
    area: 'absence',
    severity: 'warning',
    sentence:
      'The removal waits for a person: the run would remove {count} of {total} objects.',
    remedy: 'Apply or dismiss the removals on the page of the run.',
  },
  'absence.dismissed': {
    area: 'absence',
    severity: 'note',
    sentence:
      'A person has dismissed the removal of {count} objects; they stay.',
    remedy: 'Start the import by hand to be asked again.',
  },
  'absence.stays': {
    area: 'absence',
    severity: 'note',
    sentence:
      'The source no longer has this object, but a person has dismissed its removal; it stays.',
    remedy: 'Start the import by hand to be asked again.',
  },
  'absence.superseded': {
    area: 'absence',
    severity: 'note',
    sentence:
      'A newer import has read the source, so the removal of {count} objects waits for nobody here any more.',
  },
  'absence.incomplete': {
    area: 'absence',
    severity: 'warning',
    sentence: '{scope} could not be listed: {error}',
    remedy: 'Give the connection the right to read it, or exclude it.',
  },
  'delivery.missing': {
    area: 'delivery',
    severity: 'warning',
    sentence:
      'The catalog no longer holds {count} unchanged objects; they are delivered again.',
  },
  'delivery.contested': {
    area: 'delivery',
    severity: 'warning',
    sentence: '{ref} was sent, but the catalog shows the entity of {manager}.',
    remedy:
      'Remove the other entity from its source, or give this one another name: for a connection, by a name prefix or another namespace.',
  },
  'delivery.invisible': {
    area: 'delivery',
    severity: 'warning',
    sentence:
      '{count} objects were sent, but the catalog does not show them yet.',
    remedy:
      "Look for processing errors on the entity pages, or in the catalog's log.",
  },
} as const satisfies Record<string, Reason>;

/** @public */
export type ReasonCode = keyof typeof reasons;

/**
 * The sentence and remedy of a reason, with its facts filled in. A fact that is
 * missing stays visible as `{name}`.
 * @public
 */
export function explain(
  code: ReasonCode,
  facts: Readonly<Record<string, string>> = {},
): { sentence: string; remedy?: string } {
  const reason: Reason = reasons[code];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  return {
    sentence: fill(reason.sentence),
    ...(reason.remedy !== undefined && { remedy: fill(reason.remedy) }),
  };
}
