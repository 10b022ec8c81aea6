import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import { PassThrough, type Readable } from 'node:stream';

/**
 * The body of a request as a stream of its own: to destroy it does not cut the
 * connection, so that who refuses a file can still say why. It fails when the
 * upload is cut off.
 *
 * @throws InputError when the body is not of the type.
 */
export function receiveUpload(request: Request, contentType: string): Readable {
  if (!request.is(contentType)) {
    throw new InputError(
      `Send the file as the body, with the header "Content-Type: ${contentType}"`,
    );
  }
  const body = new PassThrough();
  const cutOff = () => {
    if (!request.complete) {
      body.destroy(new InputError('The upload was cut off before its end'));
    }
  };
  request.on('error', cutOff);
  request.on('close', cutOff);
  body.on('close', () => {
    request.unpipe(body);
    // What is still to come is thrown away, as long as the answer takes.
    request.resume();
  });
  request.pipe(body);
  if (request.destroyed) {
    cutOff();
  }
  return body;
}
