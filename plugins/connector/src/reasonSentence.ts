import { reasons } from '@backstage-connector/plugin-connector-common';

/** What a reason says in general; a code this version does not know as it is. */
export function reasonSentence(code: string): string {
  const known: Record<string, { sentence: string }> = reasons;
  return known[code]?.sentence.replace(/\{(\w+)\}/g, '…') ?? code;
}
