import {
  createConnectorClient,
  runStates,
  type CheckReport,
  type Connection,
  type ConnectionInput,
  type DecisionRecord,
  type Run,
  type RunKind,
} from '@backstage-connector/plugin-connector-common';
import { eventually } from '../../__testUtils__/eventually';

/** The REST API of a portal as one caller uses it. */
export type PortalApi = ReturnType<typeof createPortalApi>;

/** Calls the connector plugin of a portal as whoever has the token. */
export function createPortalApi(options: { url: string; token: string }) {
  const { url, token } = options;
  const authorization = { Authorization: `Bearer ${token}` };
  const client = createConnectorClient({
    discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, ...authorization },
        }),
    },
  });

  /** Tests a connection and waits for the report. */
  const test = async (id: string): Promise<CheckReport> => {
    await client.startCheck({ params: { id } });
    return eventually(async () => {
      const report = await client.getCheck({ params: { id } });
      expect(report.state).not.toBe('running');
      return report;
    });
  };

  /** Waits until a run has ended and the catalog shows what it sent. */
  const ended = (id: string, timeout = 60_000): Promise<Run> =>
    eventually(
      async () => {
        const run = await client.getRun({ params: { id } });
        expect([run.id, runStates[run.state].ended]).toEqual([id, true]);
        expect(run.delivery ?? { settled: true }).toMatchObject({
          settled: true,
        });
        return run;
      },
      { timeout },
    );

  return {
    client,
    test,
    ended,

    /** Saves a connection and has it pass its test. */
    async connect(body: ConnectionInput): Promise<Connection> {
      const { id } = await client.createConnection({ body });
      expect(await test(id)).toMatchObject({ state: 'passed' });
      return client.getConnection({ params: { id } });
    },

    /** Runs to the end, whatever that is. */
    async run(id: string, kind: RunKind = 'import'): Promise<Run> {
      const started = await client.startRun({ params: { id }, body: { kind } });
      return ended(started.id);
    },

    async decisions(id: string): Promise<DecisionRecord[]> {
      const all: DecisionRecord[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.listDecisions({
          params: { id },
          query: { limit: 500, cursor },
        });
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return all;
    },

    /** A request that no client of ours would send. */
    send(path: string, init: RequestInit = {}): Promise<Response> {
      return fetch(`${url}/api/connector${path}`, {
        ...init,
        headers: {
          'Content-Type': 'application/json',
          ...authorization,
          ...init.headers,
        },
      });
    },
  };
}
