import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ArchivePrincipalMatch,
  ConnectorApi,
} from '@backstage-connector/plugin-connector-common';
import {
  archive,
  archiveDecisions,
  archiveObjects,
  archivePlan,
} from '../__fixtures__/archives';
import { ArchiveImport } from '../components/ArchiveImport';
import { answers } from './connectorApi';
import { renderPage } from './renderPage';

const bob: ArchivePrincipalMatch = {
  kind: 'User',
  ref: 'user:default/bob',
  objects: 2,
  inArchive: false,
  suggestions: [{ ref: 'user:default/robert', title: 'Robert', by: 'e-mail' }],
};

/** Answers by the filters, as the server does. */
const listArchiveObjects: ConnectorApi['listArchiveObjects'] = async ({
  query,
}) => {
  const { kind, topLevel, text = '' } = query ?? {};
  const items = archiveObjects.filter(
    object =>
      (!kind || object.kind === kind) &&
      (!topLevel || String(object.topLevel) === topLevel) &&
      object.title.toLowerCase().includes(text.toLowerCase()),
  );
  return { items, total: items.length };
};

/** Opens the import of an archive; where an operation is not given, it succeeds. */
export const openImport = (
  api: Partial<ConnectorApi>,
  search = 'archive=archive-1',
  denied: string[] = [],
) =>
  renderPage(<ArchiveImport />, {
    at: `/connector/archives/import?${search}`,
    denied,
    api: {
      getArchive: answers(archive),
      listArchives: answers({ items: [archive] }),
      listArchiveObjects,
      listArchivePrincipals: answers({ items: [bob] }),
      planArchive: answers(archivePlan),
      getPlan: answers(archivePlan),
      listDecisions: answers({
        items: archiveDecisions,
        total: archiveDecisions.length,
      }),
      ...api,
    },
  });

/** The button, and not the step of the same name. */
export const button = (name: string) => {
  const steps = screen.queryByLabelText('Steps of the import of an archive');
  const found = screen
    .queryAllByRole('button', { name })
    .find(it => !steps?.contains(it));
  if (!found) throw new Error(`There is no button ${name}`);
  return found;
};
export const findButton = (name: string) => waitFor(() => button(name));
export const press = async (name: string) =>
  userEvent.click(await findButton(name));
export const box = (name: string) => screen.getByRole('checkbox', { name });
/** Waits for the address to have this text. */
export const address = (text: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('address')).toHaveTextContent(text),
  );
