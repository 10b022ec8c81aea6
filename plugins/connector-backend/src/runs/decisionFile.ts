import type {
  DecisionRecord,
  Run,
} from '@backstage-connector/plugin-connector-common';
import { Readable } from 'node:stream';
import { csvDecision, csvHeader } from '../report';

export type DecisionFormat = 'csv' | 'json';

/** All decisions of a run as a file, made while it is sent. */
export interface DecisionFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: Readable;
}

const contentTypes: Readonly<Record<DecisionFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

export function decisionFile(
  { id }: Pick<Run, 'id'>,
  format: DecisionFormat,
  decisions: AsyncIterable<readonly DecisionRecord[]>,
): DecisionFile {
  const lines = format === 'csv' ? csvLines(decisions) : jsonLines(decisions);
  return {
    fileName: `decisions-${id}.${format}`,
    contentType: contentTypes[format],
    body: Readable.from(lines, { objectMode: false }),
  };
}

async function* csvLines(decisions: AsyncIterable<readonly DecisionRecord[]>) {
  yield csvHeader();
  for await (const batch of decisions) {
    yield batch.map(csvDecision).join('');
  }
}

// One decision a line, so that a large file can be looked at, too.
async function* jsonLines(decisions: AsyncIterable<readonly DecisionRecord[]>) {
  let separator = '[\n';
  for await (const batch of decisions) {
    for (const decision of batch) {
      yield `${separator}${JSON.stringify(decision)}`;
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
