import type {
  DecisionDifference,
  DecisionRecord,
  EndpointRequest,
  Endpoints,
  Run,
  RunKind,
  RunLogEntry,
  RunStrip,
  RunSummary,
  RunTrigger,
} from '@backstage-connector/plugin-connector-common';
import type {
  ConnectorConfig,
  Connector,
} from '@backstage-connector/plugin-connector-node';
import type { ImportOptions } from '@backstage-connector/plugin-connector-common';

/**
 * What a run needs of a connection. The connections folder gives it out; runs
 * never see how secrets are kept.
 */
export interface RunnableConnection {
  readonly id: string;
  readonly name: string;
  readonly technology: string;
  readonly revision: number;
  readonly options: ImportOptions;
  /** Who saved it: runs act for this person. */
  readonly updatedBy: string;
  /** The settings without secrets, kept with the run. */
  readonly settings: Record<string, unknown>;
}

export interface ConnectionSource {
  /** The name of a connection for a message; its id when it is gone. */
  nameOf(id: string): Promise<string>;
  /**
   * @throws NotFoundError for an unknown connection.
   * @throws ConflictError, with the remedy, when an import may not start.
   */
  runnable(id: string): Promise<RunnableConnection>;
  /**
   * The connector and its settings with secrets in clear text, and what must be
   * cut out of every text.
   *
   * @throws ConnectorError when the technology is gone or a secret cannot be read.
   */
  open(id: string): Promise<{
    connector: Connector;
    config: ConnectorConfig;
    secrets: readonly string[];
  }>;
}

/** Runs as the router sees them. Who may do what is decided above it. */
export interface RunService {
  start(options: {
    connectionId: string;
    kind: RunKind;
    trigger: RunTrigger;
    requestedBy: string;
  }): Promise<Run>;
  get(id: string): Promise<Run>;
  list(
    query: EndpointRequest<Endpoints['listRuns']>['query'] & {
      /** Only runs of these connections; undefined means of all. */
      connections?: readonly string[];
      /** Beside these: the runs of archives of this person. */
      archivesOf?: string;
    },
  ): Promise<{ items: RunSummary[]; nextCursor?: string }>;
  cancel(id: string): Promise<Run>;
  review(id: string, answer: 'apply' | 'dismiss', by: string): Promise<Run>;
  readLog(
    id: string,
    query: EndpointRequest<Endpoints['readRunLog']>['query'],
  ): Promise<{ items: RunLogEntry[]; ended: boolean }>;
  listDecisions(
    id: string,
    query: EndpointRequest<Endpoints['listDecisions']>['query'],
  ): Promise<{ items: DecisionRecord[]; total: number; nextCursor?: string }>;
  /** All of them, in order. */
  allDecisions(id: string): AsyncIterable<readonly DecisionRecord[]>;
  strips(query: {
    connections: readonly string[];
    from: string;
    to: string;
  }): Promise<RunStrip[]>;
  compare(
    id: string,
    other: string,
    query: { limit: number },
  ): Promise<{ items: DecisionDifference[]; more: boolean }>;
  /** The latest and, if there is one, the active run of each connection. */
  latest(
    connectionIds: readonly string[],
  ): Promise<Map<string, { last?: RunSummary; active?: RunSummary }>>;
}

/** The ledger as connections and the router see it. */
export interface ObjectService {
  /** How many entities each connection has in the catalog. */
  count(connectionIds: readonly string[]): Promise<Map<string, number>>;
  /** Removes all entities of a connection from catalog and ledger. */
  removeAll(connectionId: string): Promise<void>;
  /** What the ledger knows of an entity reference. */
  byRef(ref: string): Promise<LedgerRecord | undefined>;
}

export interface LedgerRecord {
  readonly uid: string;
  readonly ref: string;
  readonly urn: string;
  readonly connectionId: string;
  readonly state: 'present' | 'absent';
  readonly ownerRule?: string;
  readonly modifiedAt: string;
  readonly deliveredAt?: string;
}
