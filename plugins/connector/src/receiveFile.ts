/** A file that the server has sent, under the name it gave. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly content: Blob;
}

/**
 * Reads a file that is sent as an answer, and says after each piece how many
 * bytes there are. A file that is cut off rejects.
 */
export async function receiveFile(
  response: Response,
  onBytes: (bytes: number) => void = () => {},
): Promise<ReceivedFile> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    parts.push(piece.value);
    bytes += piece.value.byteLength;
    onBytes(bytes);
  }
  return {
    fileName: fileNameOf(response.headers.get('Content-Disposition') ?? ''),
    content: new Blob(parts, {
      type: response.headers.get('Content-Type') ?? '',
    }),
  };
}

// The second form holds what is not ASCII, see RFC 6266.
function fileNameOf(disposition: string): string {
  const exact = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/.exec(disposition)?.[1];
  return exact ? decodeURIComponent(exact) : plain ?? 'download';
}
