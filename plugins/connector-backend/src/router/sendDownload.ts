import { InputError } from '@backstage/errors';
import type { Response } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that is made while it is sent. */
export interface Download {
  /** Of the record that is kept of it, if there is one. */
  readonly id?: string;
  readonly fileName: string;
  /** Without, the type that the endpoint declares. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/**
 * Sends a file. What fails before its first byte can still be answered as an
 * error; after it, the connection is cut, so that nobody takes half a file for a
 * whole one.
 *
 * @throws InputError when the caller goes away.
 */
export async function sendDownload(
  response: Response,
  { fileName, headers = {}, body, ...download }: Download,
  contentType: string,
): Promise<void> {
  await firstByte(body);
  response.set({
    'Content-Type': download.contentType ?? contentType,
    'Content-Disposition': attachment(fileName),
    // Nobody may keep what another person may not read.
    'Cache-Control': 'no-store',
    // Or a portal whose frontend has another origin does not see them.
    'Access-Control-Expose-Headers': [
      'Content-Disposition',
      ...Object.keys(headers),
    ].join(', '),
    ...headers,
  });
  try {
    await pipeline(body, response);
  } catch (error) {
    throw isGone(error)
      ? new InputError('The caller went away before the end of the file')
      : error;
  }
}

function firstByte(body: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    if (body.readableLength > 0 || body.destroyed) {
      resolve();
    }
    body.once('readable', resolve).once('close', resolve);
    body.once('error', reject);
  });
}

/** See RFC 6266; the second form is for names that are not ASCII. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w .()-]/g, '_');
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function isGone(error: unknown): boolean {
  return Object(error).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
