/** The reasons that only archives have; see `reasons`. */
export const archiveReasons = {
  'identity.same-time': {
    area: 'identity',
    severity: 'note',
    sentence:
      'The catalog has this object with the same modification time, {at}.',
    remedy: 'Choose "Allow replace" to take the content of the archive.',
  },
  'identity.newer': {
    area: 'identity',
    severity: 'note',
    sentence:
      'The archive has a newer version, of {archive}; the catalog has that of {target}.',
  },
  'identity.older': {
    area: 'identity',
    severity: 'warning',
    sentence:
      'The catalog has a newer version, of {target}; the archive has that of {archive}.',
    remedy: 'Choose "Allow replace" to go back to the version of the archive.',
  },
  'identity.replaced-anyway': {
    area: 'identity',
    severity: 'note',
    sentence:
      'The catalog has the version of {target}, the archive that of {archive}; replaced because "Allow replace" is chosen.',
  },
  'identity.ref-taken': {
    area: 'identity',
    severity: 'warning',
    sentence:
      'The reference {ref} belongs to another object here, with the UUID {uid}, managed by {manager}.',
    remedy:
      'Rename or remove the other entity, or leave this object out; a group can also be mapped to the one here.',
  },
  'identity.managed-elsewhere': {
    area: 'identity',
    severity: 'warning',
    sentence: 'The entity is here already, managed by {manager}.',
    remedy: 'Change it there, or leave this object out.',
  },
  'identity.hidden': {
    area: 'identity',
    severity: 'warning',
    sentence: '{ref}, or this UUID, belongs to an entity that you may not see.',
    remedy:
      'Ask an administrator of the portal for the right to read it, or leave this object out.',
  },
  'identity.other-kind': {
    area: 'identity',
    severity: 'warning',
    sentence: 'This UUID belongs to {ref} here, which is of another kind.',
    remedy: 'Leave this object out; an import does not change the kind.',
  },
  'identity.mapped': {
    area: 'identity',
    severity: 'note',
    sentence: '{ref} is {here} here, by your mapping.',
  },
  'identity.duplicate-uid': {
    area: 'identity',
    severity: 'warning',
    sentence: 'The archive has another object with this UUID, {other}.',
    remedy: 'Leave one of the two out.',
  },
  'identity.duplicate-ref': {
    area: 'identity',
    severity: 'warning',
    sentence: 'The archive has another object {ref}, with the UUID {other}.',
    remedy: 'Leave one of the two out.',
  },
  'references.missing': {
    area: 'references',
    severity: 'warning',
    sentence:
      '{path} refers to {missing}, which is neither in the archive nor in this catalog as you see it.',
    remedy: 'Import {missing} first, or export again with referenced entities.',
  },
  'references.skipped': {
    area: 'references',
    severity: 'warning',
    sentence: '{path} needs {missing}, which cannot be imported.',
    remedy: 'See the decision about {missing}.',
  },
  'references.taken-along': {
    area: 'references',
    severity: 'note',
    sentence: 'Taken along because {neededBy} refers to it.',
  },
  'references.mapped': {
    area: 'references',
    severity: 'note',
    sentence: 'By your mapping: {references}.',
  },
  'references.renamed': {
    area: 'references',
    severity: 'note',
    sentence: 'The same object has another reference here: {references}.',
  },
  'references.by-name': {
    area: 'references',
    severity: 'warning',
    sentence:
      'What it refers to is here under another UUID: {references}. The entities of this catalog are meant now.',
  },
  'permission.create': {
    area: 'permission',
    severity: 'warning',
    sentence:
      'You may not create entities of kind {kind} here (permission {permission}).',
    remedy:
      'Ask an administrator of the portal for the permission, or leave the object out.',
  },
  'permission.update': {
    area: 'permission',
    severity: 'warning',
    sentence: 'You may not replace {ref} (permission {permission}).',
    remedy:
      'Ask an administrator of the portal for the permission, or leave the object out.',
  },
  'permission.import': {
    area: 'permission',
    severity: 'warning',
    sentence: 'Importing a {kind} needs the permission {permission}.',
    remedy:
      'Ask an administrator of the portal for the permission, or leave the object out.',
  },
  'permission.strict': {
    area: 'permission',
    severity: 'error',
    sentence:
      '{count} objects lack a permission, and the option "strict" is chosen: nothing is imported.',
    remedy:
      'Leave these objects out, get the permissions, or do without "strict".',
  },
  'schema.unknown-kind': {
    area: 'schema',
    severity: 'warning',
    sentence: 'This catalog knows no kind {kind} of {apiVersion}.',
    remedy:
      'Install what provides the kind, and name it in connector.archives.kinds of app-config.',
  },
  'owner.importer': {
    area: 'ownership',
    severity: 'note',
    sentence: '{owner} imports it and becomes the owner.',
  },
  'owner.kept': {
    area: 'ownership',
    severity: 'note',
    sentence: 'The owner stays {owner}.',
  },
  'owner.mapped': {
    area: 'ownership',
    severity: 'note',
    sentence: '{before} is {owner} here, by your mapping.',
  },
  'owner.fallback': {
    area: 'ownership',
    severity: 'note',
    sentence:
      'The owner {before} does not exist here; {owner} becomes the owner.',
  },
  'owner.void': {
    area: 'ownership',
    severity: 'warning',
    sentence:
      'The owner {before} is another user here; {owner} becomes the owner.',
  },
  'owner.target': {
    area: 'ownership',
    severity: 'note',
    sentence: 'Owner and organization stay as they are in this catalog.',
  },
  'owner.missing': {
    area: 'ownership',
    severity: 'warning',
    sentence: 'The owner {owner} does not exist here under the same UUID.',
    remedy:
      'Map {owner} to a user of this portal, choose "Fall back to importer", or do without "Keep current owner"; for an object that is here already, without "Take owner and organization".',
  },
  'organization.assigned': {
    area: 'organization',
    severity: 'note',
    sentence: 'The organization is {organization}, as chosen.',
  },
  'organization.kept': {
    area: 'organization',
    severity: 'note',
    sentence: 'The organization stays {organization}.',
  },
  'organization.mapped': {
    area: 'organization',
    severity: 'note',
    sentence:
      'The organization {before} is {organization} here, by your mapping.',
  },
  'organization.fixed': {
    area: 'organization',
    severity: 'note',
    sentence:
      'Its organization is kept although another was chosen: it is {kind}.',
  },
  'organization.none': {
    area: 'organization',
    severity: 'note',
    sentence: 'The chosen organization has no effect: it is {kind}.',
  },
  'organization.missing': {
    area: 'organization',
    severity: 'warning',
    sentence:
      'The organization {organization} does not exist here under the same UUID.',
    remedy:
      'Map {organization} to a group of this portal, or choose "Assign new organization"; for an object that is here already, do without "Take owner and organization".',
  },
  'user.present': {
    area: 'identity',
    severity: 'note',
    sentence: 'The user is already here; users are never replaced.',
  },
  'user.conflicting': {
    area: 'identity',
    severity: 'warning',
    sentence:
      'Another user is here under {ref}, with the UUID {uid}; this one is left out.',
    remedy: 'Map {ref} to the user it is here.',
  },
  'members.dropped': {
    area: 'organization',
    severity: 'warning',
    sentence: 'Without members who are somebody else here: {members}.',
  },
  'members.replaced': {
    area: 'organization',
    severity: 'note',
    sentence: 'The members are those of the archive.',
  },
  'lifecycle.kept': {
    area: 'lifecycle',
    severity: 'note',
    sentence: 'The lifecycle state stays {state}.',
  },
  'lifecycle.initial': {
    area: 'lifecycle',
    severity: 'note',
    sentence: 'The lifecycle state becomes {state}, the first of {model}.',
  },
  'lifecycle.other-stage': {
    area: 'lifecycle',
    severity: 'warning',
    sentence:
      'The state {state} belongs to the portal {stage}; this one is {portal}.',
    remedy: 'Import it there, or give it another state before the export.',
  },
  'undo.created': {
    area: 'undo',
    severity: 'note',
    sentence: 'The import created it; it is removed.',
  },
  'undo.replaced': {
    area: 'undo',
    severity: 'note',
    sentence: 'The import replaced it; it becomes what it was before.',
  },
  'undo.removed': {
    area: 'undo',
    severity: 'note',
    sentence: 'The run removed it; it comes back.',
  },
  'undo.changed-since': {
    area: 'undo',
    severity: 'warning',
    sentence: 'It has changed since the import, and stays as it is.',
    remedy: 'Change it by another import.',
  },
  'undo.needed': {
    area: 'undo',
    severity: 'warning',
    sentence: '{needs} refers to it now, so it stays.',
    remedy: 'Remove the reference first.',
  },
} as const;
