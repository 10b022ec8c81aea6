import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/** All that a portal logs, at every level, with errors and their causes. */
export class RecordedLog {
  readonly #lines: string[] = [];

  get text(): string {
    return this.#lines.join('\n');
  }

  /** Takes the place of a portal's log. */
  get feature(): BackendFeature {
    return createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => this.#logger(),
    });
  }

  #logger(fields: object = {}): RootLoggerService {
    const record = (message: string, meta?: object) => {
      this.#lines.push(inspect([message, meta, fields], { depth: 20 }));
    };
    return {
      error: record,
      warn: record,
      info: record,
      debug: record,
      child: more => this.#logger({ ...fields, ...more }),
    };
  }
}
