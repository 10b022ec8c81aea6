import type {
  Asset,
  CheckStepDeclaration,
  FieldValue,
  LogLevel,
  Scope,
  Technology,
} from '@backstage-connector/plugin-connector-common';
import type { Diagnosis } from './diagnoses';

/** The validated settings a connector opens a source with. @public */
export interface ConnectorConfig {
  readonly parameters: Readonly<Record<string, FieldValue>>;
  /** Clear text, in memory only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly scope: Scope;
}

/** What the framework lends to a connector for one check or run. @public */
export interface ConnectorContext {
  /** Aborted on cancel, time-out and lost lease; long calls must honour it. */
  readonly signal: AbortSignal;
  /**
   * Adds a line to the run's log. The message is static; what varies goes into
   * the context. Secrets are cut out, but do not rely on it.
   */
  log(
    level: LogLevel,
    message: string,
    context?: Record<string, unknown>,
  ): void;
  /**
   * How many assets have been read. Only ever grows; `total` as soon as it is
   * known.
   */
  progress(done: number, total?: number): void;
}

/** An open source. @public */
export interface Session {
  /**
   * What was learnt by opening, by id of the check step it is evidence for.
   */
  readonly evidence: Readonly<Record<string, string>>;
  /** Leaves nothing open; also after a failure; may be called twice. */
  close(): Promise<void>;
}

/**
 * One named step of a connection test. A step without `run` is proven by
 * `open` succeeding: its evidence is in {@link Session.evidence}, and a diagnosis
 * of a failed `open` names the step it belongs to. `run` returns evidence, or
 * throws: the framework catches and diagnoses.
 * @public
 */
export interface CheckStep<S extends Session> extends CheckStepDeclaration {
  run?(session: S, context: ConnectorContext): Promise<string>;
}

/** A name that scope patterns are matched on. @public */
export interface ScopeItem {
  /** One name a level of `Technology.scope`. */
  readonly path: readonly string[];
  readonly relationType?: string;
}

/**
 * The code that knows one technology. A value, made by {@link createConnector}.
 * @public
 */
export interface Connector<S extends Session = Session> {
  readonly technology: Technology;
  readonly diagnoses: readonly Diagnosis[];
  readonly checks: readonly CheckStep<S>[];
  /** Settings for a source of the kind the README describes. */
  readonly example: {
    readonly parameters: Readonly<Record<string, FieldValue>>;
    readonly secrets: Readonly<Record<string, string>>;
  };
  /**
   * Opens the source, read-only.
   *
   * @throws InputError naming the field, for settings that are not valid.
   * @throws ConnectorError with a diagnosis, for everything else.
   */
  open(config: ConnectorConfig, context: ConnectorContext): Promise<S>;
  /** Names only, in or out of scope, cheap enough for a form. */
  list(session: S, context: ConnectorContext): AsyncIterable<ScopeItem>;
  /**
   * Reads what is in scope. **Ends normally only if the read was complete;
   * otherwise it throws.** A scope that could not be listed is yielded as
   * `not-observed`, never left out; what patterns exclude as `out-of-scope`.
   * Parents come before children, in an order that is the same every time.
   */
  extract(session: S, context: ConnectorContext): AsyncIterable<Asset>;
}
