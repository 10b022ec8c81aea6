/** What an archive may demand of this backend, at most. @public */
export interface ArchiveLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Bytes of all entries, unpacked. */
  readonly unpackedBytes: number;
  /** How many times larger than packed an entry may be. */
  readonly ratio: number;
  /** Files in the zip. */
  readonly entries: number;
  /** Bytes of `archive.json`. */
  readonly headerBytes: number;
  /** Bytes of a line, its end not counted. */
  readonly lineBytes: number;
  /** Objects and lists in one another. */
  readonly depth: number;
  /** Values in `archive.json`, or in one line. */
  readonly values: number;
  readonly objects: number;
  /** References of one object. */
  readonly objectReferences: number;
  /** References of all objects: a plan holds them in memory. */
  readonly references: number;
}

const MIB = 1024 * 1024;

/** @public */
export const defaultArchiveLimits: ArchiveLimits = {
  fileBytes: 256 * MIB,
  unpackedBytes: 4096 * MIB,
  ratio: 200,
  entries: 10_000,
  headerBytes: 64 * MIB,
  lineBytes: 10 * MIB,
  depth: 64,
  values: 2_000_000,
  objects: 1_000_000,
  objectReferences: 100_000,
  references: 2_000_000,
};
