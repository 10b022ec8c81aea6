import { connectorExtensionPoint } from '@backstage-connector/plugin-connector-node';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { HttpCatalogGateway } from './apply/CatalogGateway';
import { createUpkeep, startUpkeep } from './archives/import/ArchiveUpkeep';
import { assembleConnector, connectorDeps } from './assembleConnector';
import { checkDeclared } from './connections/checkDeclared';
import { Technologies } from './connections/Technologies';
import { createRuns } from './runs/createRuns';
import { startRetention } from './runs/RunRetention';
import { startDispatching } from './schedules/createSchedules';
import { createTelling, startTelling } from './telling/createTelling';

/**
 * The connector plugin: connections to source systems, and runs that bring what
 * they hold into the catalog.
 * @public
 */
export const connectorPlugin = createBackendPlugin({
  pluginId: 'connector',
  register(reg) {
    const technologies = new Technologies();
    reg.registerExtensionPoint({
      extensionPoint: connectorExtensionPoint,
      factory: ({ reportModuleStartupFailure }) => ({
        addConnector(connector) {
          try {
            technologies.add(connector);
          } catch (error) {
            reportModuleStartupFailure({ error: toError(error) });
          }
        },
      }),
    });
    reg.registerInit({
      deps: {
        ...connectorDeps,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        metrics: metricsServiceRef,
        notifications: notificationService,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init({ httpRouter, lifecycle, scheduler, ...services }) {
        const { auth, catalog, discovery, logger } = services;
        const now = () => new Date();
        const assembled = await assembleConnector(
          { ...services, technologies },
          options => {
            const { knex, notify } = options;
            const gateway = HttpCatalogGateway.create({
              auth,
              catalog,
              discovery,
            });
            const { notifications, signals, metrics } = services;
            const telling = createTelling({
              ...(notify && { notifications }),
              ...{ knex, signals, metrics, logger, now },
            });
            const runs = createRuns({
              ...options,
              ...options.worker,
              ...options.runs,
              onRunEvent: telling.onRunEvent,
              gateway,
              logger,
              now,
              random: Math.random,
            });
            const upkeep = createUpkeep({ knex, gateway, now });
            return { ...runs, telling, upkeep };
          },
        );
        const { router, worker, checks } = assembled;
        httpRouter.use(router);
        lifecycle.addStartupHook(async () => {
          const { dispatcher, retention, upkeep, store, telling } = assembled;
          worker.start();
          await startDispatching({ scheduler, dispatcher, logger });
          await startRetention({ scheduler, retention, logger });
          await startUpkeep({ scheduler, upkeep, logger, now });
          await startTelling({ ...telling, scheduler, logger });
          await checkDeclared({ store, checks, logger });
        });
        lifecycle.addShutdownHook(async () => {
          await Promise.all([worker.stop(), checks.stop()]);
        });
      },
    });
  },
});
