import { saveFile } from './saveFile';

/** Offers a text to the person as a file. */
export function saveText(fileName: string, parts: BlobPart[]): void {
  saveFile(fileName, new Blob(parts, { type: 'text/plain' }));
}
