import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put in a zip; all else is what a zip must not say. */
export interface ZipFileToBuild {
  readonly name: string;
  readonly content: Buffer | string;
  /** Packed bytes instead of those of the content. */
  readonly packed?: Buffer;
  readonly stored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  /** Upper half of the external attributes. */
  readonly mode?: number;
  /** What the directory says, instead of the truth. */
  readonly directory?: Said;
  /** What the entry itself says, instead of the truth. */
  readonly local?: Said;
  /** Sizes and CRC follow the bytes, in one of the forms there are. */
  readonly descriptor?: 'signed' | 'bare' | 'long';
  /** Sizes stand in extra fields of 64 bits. */
  readonly zip64?: boolean;
  /** Bytes before it that belong to nothing. */
  readonly before?: Buffer;
  /** Lies where the file with this number lies. */
  readonly at?: number;
}

interface Said {
  readonly name?: string;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packedBytes?: number;
  readonly bytes?: number;
}

const MADE_ON_UNIX = 3 << 8;
const IN_EXTRA_FIELD = 0xffffffff;

/** Builds a zip byte by byte, so that it can be as wrong as a test wants it. */
export function buildZip(
  files: readonly ZipFileToBuild[],
  options: { zip64?: boolean; comment?: string; after?: Buffer } = {},
): Buffer {
  const pieces: Buffer[] = [];
  const offsets: number[] = [];
  let end = 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    end += piece.length;
  };
  for (const file of files) {
    add(file.before ?? Buffer.alloc(0));
    offsets.push(file.at === undefined ? end : offsets[file.at]);
    if (file.at === undefined) {
      add(localEntry(file));
    }
  }
  const directoryOffset = end;
  files.forEach((file, index) => add(directoryEntry(file, offsets[index])));
  const directoryBytes = end - directoryOffset;
  if (options.zip64) {
    add(zip64End(files.length, directoryBytes, directoryOffset, end));
  }
  const comment = Buffer.from(options.comment ?? '');
  add(
    Buffer.concat([
      u32(0x06054b50),
      u16(0, 0),
      u16(...Array(2).fill(options.zip64 ? 0xffff : files.length)),
      u32(
        options.zip64 ? IN_EXTRA_FIELD : directoryBytes,
        options.zip64 ? IN_EXTRA_FIELD : directoryOffset,
      ),
      u16(comment.length),
      comment,
    ]),
  );
  add(options.after ?? Buffer.alloc(0));
  return Buffer.concat(pieces);
}

function truth(file: ZipFileToBuild) {
  const content = Buffer.from(file.content);
  const packed =
    file.packed ?? (file.stored ? content : deflateRawSync(content));
  return {
    packed,
    name: file.name,
    flags: (file.flags ?? 0) | (file.descriptor ? 8 : 0),
    method: file.method ?? (file.stored ? 0 : 8),
    crc: crc32(content),
    packedBytes: packed.length,
    bytes: content.length,
  };
}

function localEntry(file: ZipFileToBuild): Buffer {
  const real = truth(file);
  const unknown = { crc: 0, packedBytes: 0, bytes: 0 };
  const said = { ...real, ...(file.descriptor && unknown), ...file.local };
  const extra = file.zip64
    ? Buffer.concat([u16(1, 16), u64(said.bytes, said.packedBytes)])
    : Buffer.alloc(0);
  const name = Buffer.from(said.name);
  return Buffer.concat([
    u32(0x04034b50),
    u16(20, said.flags, said.method, 0, 0x21),
    u32(said.crc),
    file.zip64
      ? u32(IN_EXTRA_FIELD, IN_EXTRA_FIELD)
      : u32(said.packedBytes, said.bytes),
    u16(name.length, extra.length),
    name,
    extra,
    real.packed,
    descriptor(file.descriptor, real),
  ]);
}

function descriptor(
  form: ZipFileToBuild['descriptor'],
  { crc, packedBytes, bytes }: ReturnType<typeof truth>,
): Buffer {
  switch (form) {
    case 'signed':
      return u32(0x08074b50, crc, packedBytes, bytes);
    case 'bare':
      return u32(crc, packedBytes, bytes);
    case 'long':
      return Buffer.concat([u32(0x08074b50, crc), u64(packedBytes, bytes)]);
    default:
      return Buffer.alloc(0);
  }
}

function directoryEntry(file: ZipFileToBuild, offset: number): Buffer {
  const said = { ...truth(file), ...file.directory };
  const extra = file.zip64
    ? Buffer.concat([u16(1, 24), u64(said.bytes, said.packedBytes, offset)])
    : Buffer.alloc(0);
  const name = Buffer.from(said.name);
  return Buffer.concat([
    u32(0x02014b50),
    u16(MADE_ON_UNIX | 20, 20, said.flags, said.method, 0, 0x21),
    u32(said.crc),
    file.zip64
      ? u32(IN_EXTRA_FIELD, IN_EXTRA_FIELD)
      : u32(said.packedBytes, said.bytes),
    u16(name.length, extra.length, 0, 0, 0),
    u32(
      (file.mode ?? 0o100644) * 2 ** 16,
      file.zip64 ? IN_EXTRA_FIELD : offset,
    ),
    name,
    extra,
  ]);
}

function zip64End(
  entries: number,
  directoryBytes: number,
  directoryOffset: number,
  at: number,
): Buffer {
  return Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(entries, entries, directoryBytes, directoryOffset),
    u32(0x07064b50, 0),
    u64(at),
    u32(1),
  ]);
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => bytes.writeUInt16LE(value, at * 2));
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  return bytes;
}

function u64(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, at) => bytes.writeBigUInt64LE(BigInt(value), at * 8));
  return bytes;
}
