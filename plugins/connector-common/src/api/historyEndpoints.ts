import { z } from 'zod';
import { runReadPermission } from '../permissions';
import { decisionDifferenceSchema, runStripSchema } from '../runHistory';
import type { Endpoint } from './endpoint';
import { limit } from './parameters';

/** The part of the REST API that looks back over many runs. */
export const historyEndpoints = {
  listRunStrips: {
    method: 'get',
    path: '/v1/run-strips',
    summary: 'The runs of some connections along the time, one strip each.',
    status: 200,
    query: z.object({
      connection: z
        .union([z.string(), z.array(z.string())])
        .transform(given => [given].flat().flatMap(text => text.split(',')))
        .pipe(z.array(z.string().min(1)).max(50))
        .describe('Up to 50 ids of connections, comma-separated.'),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
    }),
    response: z.object({ items: z.array(runStripSchema) }),
    permission: runReadPermission.name,
  },
  compareRuns: {
    method: 'get',
    path: '/v1/runs/:id/differences/:other',
    summary:
      'The first objects, by reference, that two runs decided about differently.',
    status: 200,
    params: z.object({ id: z.string().min(1), other: z.string().min(1) }),
    query: z.object({ limit: limit(20, 200) }),
    response: z.object({
      items: z.array(decisionDifferenceSchema),
      more: z.boolean().describe('There are others after these.'),
    }),
    permission: runReadPermission.name,
  },
} as const satisfies Record<string, Endpoint>;
