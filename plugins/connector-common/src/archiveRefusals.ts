/** Why a whole archive is refused; `{name}` is filled in. @public */
export interface ArchiveRefusal {
  readonly sentence: string;
  readonly remedy: string;
}

const ANOTHER = 'Choose a file that an export of a portal has made.';
const AGAIN =
  'Copy or upload the file again; if that does not help, export again.';
const UNCHANGED =
  'Use the file as it was exported: do not add, rename or repack files in it.';
const CONFIGURED =
  'Export less at once, or ask an administrator of the portal to raise connector.archives.limits.{limit} in app-config.';
const DEFECT = 'Ask whoever made the archive to make it as the format says.';

/**
 * Every reason to refuse an archive (AR-11). Codes never change meaning.
 * @public
 */
export const archiveRefusals = {
  'not-a-zip': {
    sentence: 'The file is not a zip.',
    remedy: ANOTHER,
  },
  truncated: {
    sentence:
      'The file is cut off: the directory at the end of the zip is missing.',
    remedy: AGAIN,
  },
  damaged: {
    sentence: 'The zip is damaged: {problem}.',
    remedy: AGAIN,
  },
  'stray-bytes': {
    sentence: 'The {bytes} bytes at {offset} belong to no file in the zip.',
    remedy: UNCHANGED,
  },
  'overlapping-entries': {
    sentence: 'In the zip, {entry} overlaps {other}.',
    remedy: ANOTHER,
  },
  'header-mismatch': {
    sentence:
      'In the zip, the directory and the file itself say different things about {entry}: {field}.',
    remedy: ANOTHER,
  },
  'file-too-large': {
    sentence: 'The file has {bytes} bytes; at most {most} are read.',
    remedy: CONFIGURED,
  },
  'too-many-entries': {
    sentence: 'The zip holds {entries} files; at most {most} are read.',
    remedy: CONFIGURED,
  },
  'unpacked-too-large': {
    sentence: 'Unpacked, the zip has {bytes} bytes; at most {most} are read.',
    remedy: CONFIGURED,
  },
  'ratio-too-high': {
    sentence:
      '{entry} is {ratio} times larger unpacked than packed; at most {most} times are unpacked.',
    remedy: CONFIGURED,
  },
  'wrong-size': {
    sentence: '{entry} does not have the {bytes} bytes that the zip says.',
    remedy: AGAIN,
  },
  'unsafe-path': {
    sentence: 'The zip holds {entry}, a path that leads out of it.',
    remedy: ANOTHER,
  },
  symlink: {
    sentence: '{entry} is not a file, but a link or a device.',
    remedy: ANOTHER,
  },
  'duplicate-entry': {
    sentence: 'The zip holds {entry} twice.',
    remedy: ANOTHER,
  },
  'nested-zip': {
    sentence: '{entry} is a zip in the zip.',
    remedy: 'Unpack the outer zip, and choose the one in it.',
  },
  'unexpected-entry': {
    sentence: 'The zip holds {entry}, which is no part of an archive.',
    remedy: UNCHANGED,
  },
  'encrypted-entry': {
    sentence: '{entry} is encrypted.',
    remedy: 'Make the zip without a password.',
  },
  'unsupported-compression': {
    sentence:
      '{entry} is packed with method {method}; only 0 (stored) and 8 (deflated) are read.',
    remedy: UNCHANGED,
  },
  'missing-header': {
    sentence: 'The zip holds no archive.json.',
    remedy: ANOTHER,
  },
  'header-too-large': {
    sentence: 'archive.json has {bytes} bytes; at most {most} are read.',
    remedy: CONFIGURED,
  },
  'invalid-header': {
    sentence: 'archive.json is not the header of an archive: {problem}.',
    remedy: ANOTHER,
  },
  'unknown-format': {
    sentence: 'archive.json says it is {format}; only {known} is read.',
    remedy: ANOTHER,
  },
  'unknown-version': {
    sentence:
      'The archive has version {version} of the format; this portal reads {known}.',
    remedy: 'Update this portal, or export again from one with its version.',
  },
  'missing-part': {
    sentence: 'archive.json names {entry}, which the zip does not hold.',
    remedy: AGAIN,
  },
  'extra-part': {
    sentence: 'The zip holds {entry}, which archive.json does not name.',
    remedy: UNCHANGED,
  },
  'wrong-digest': {
    sentence:
      '{entry} is not what was exported: its SHA-256 is another than archive.json says.',
    remedy: AGAIN,
  },
  'wrong-count': {
    sentence: '{what} has {counted} {noun}; archive.json says {stated}.',
    remedy: AGAIN,
  },
  'too-many-objects': {
    sentence: 'The archive has {objects} objects; at most {most} are read.',
    remedy: CONFIGURED,
  },
  'too-many-references': {
    sentence: '{place} has more than {most} references.',
    remedy: CONFIGURED,
  },
  'line-too-long': {
    sentence: 'Line {line} of {entry} has more than {most} bytes.',
    remedy: CONFIGURED,
  },
  'invalid-utf8': {
    sentence: '{place} is not UTF-8.',
    remedy: DEFECT,
  },
  'not-json': {
    sentence: '{place} is not JSON.',
    remedy: DEFECT,
  },
  'too-deep': {
    sentence: '{place} nests objects and lists more than {most} deep.',
    remedy: CONFIGURED,
  },
  'too-many-values': {
    sentence: '{place} has more than {most} values.',
    remedy: CONFIGURED,
  },
  'not-an-object': {
    sentence:
      'Line {line} of {entry} is not an object of the format: {problem}.',
    remedy: DEFECT,
  },
} as const satisfies Readonly<Record<string, ArchiveRefusal>>;

/** @public */
export type ArchiveRefusalCode = keyof typeof archiveRefusals;
