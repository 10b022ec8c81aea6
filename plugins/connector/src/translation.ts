import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { archiveConnectionsMessages } from './messages/archiveConnections';
import { archiveImportMessages } from './messages/archiveImport';
import { archivesMessages } from './messages/archives';
import { commonMessages } from './messages/common';
import { connectionsMessages } from './messages/connections';
import { entityMessages } from './messages/entity';
import { exportMessages } from './messages/export';
import { historyMessages } from './messages/history';
import { monitorMessages } from './messages/monitor';
import { runMessages } from './messages/run';
import { scheduleMessages } from './messages/schedule';
import { wizardMessages } from './messages/wizard';

/** The texts of the plugin, to be translated. @public */
export const connectorTranslationRef = createTranslationRef({
  id: 'plugin.connector',
  messages: {
    ...commonMessages,
    ...connectionsMessages,
    ...wizardMessages,
    ...monitorMessages,
    ...historyMessages,
    ...runMessages,
    ...entityMessages,
    ...scheduleMessages,
    ...archivesMessages,
    ...exportMessages,
    ...archiveImportMessages,
    ...archiveConnectionsMessages,
  },
});
