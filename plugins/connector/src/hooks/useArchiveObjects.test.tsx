import { useState } from 'react';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectorApi } from '@backstage-connector/plugin-connector-common';
import { ordersObject } from '../__fixtures__/archives';
import { refuses } from '../__testUtils__/connectorApi';
import { renderPage } from '../__testUtils__/renderPage';
import { useArchiveObjects, type ObjectFilters } from './useArchiveObjects';

type ListInput = Parameters<ConnectorApi['listArchiveObjects']>[0];

const TOTAL = 1_200;
const all: ObjectFilters = { kind: '', namespace: '', topLevel: '', text: '' };

/** So many objects, every tenth of them invalid; the cursor is the last seq. */
const listOf = (total: number) =>
  jest.fn(async ({ query }: ListInput) => {
    const after = Number(query?.cursor ?? 0);
    const seqs = Array.from(
      { length: Math.min(Number(query?.limit), total - after) },
      (_, index) => after + index + 1,
    );
    const last = seqs.at(-1) ?? 0;
    return {
      items: seqs.map(seq => ({
        ...ordersObject,
        seq,
        ...(seq % 10 === 0 && { invalid: 'it is' }),
      })),
      total,
      nextCursor: last < total ? String(last) : undefined,
    };
  });

/** Shows how many objects are read, and the numbers that were asked for. */
const Page = (props: { filters: ObjectFilters; onSeqs?: jest.Mock }) => {
  const { filters, onSeqs = jest.fn() } = props;
  const { objects, outdated, allSeqs } = useArchiveObjects(
    'archive-1',
    filters,
  );
  if (objects.status !== 'ready') return <p>{objects.status}</p>;
  const { items, total, more, failed } = objects.value;
  const state = `${failed ? ', failed' : ''}${outdated ? ', outdated' : ''}`;
  return (
    <>
      <p>{`${items.length} of ${total}${state}`}</p>
      {more && <button onClick={more}>more</button>}
      <button onClick={async () => onSeqs(await allSeqs(onSeqs))}>all</button>
    </>
  );
};

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the objects of an archive', () => {
  it('are read page by page, up to the last', async () => {
    const listArchiveObjects = listOf(TOTAL);
    renderPage(<Page filters={all} />, { api: { listArchiveObjects } });
    expect(await screen.findByText('500 of 1200')).toBeVisible();
    await press('more');
    expect(await screen.findByText('1000 of 1200')).toBeVisible();
    await press('more');
    expect(await screen.findByText('1200 of 1200')).toBeVisible();
    expect(screen.queryByText('more')).not.toBeInTheDocument();
    expect(
      listArchiveObjects.mock.calls.map(([{ query }]) => query?.cursor),
    ).toEqual([undefined, '500', '1000']);
  });

  it('are asked for by the filters that are set', async () => {
    const listArchiveObjects = listOf(3);
    const filters: ObjectFilters = {
      kind: 'API',
      namespace: '',
      topLevel: 'true',
      text: 'order',
    };
    renderPage(<Page filters={filters} />, { api: { listArchiveObjects } });
    expect(await screen.findByText('3 of 3')).toBeVisible();
    expect(listArchiveObjects).toHaveBeenCalledWith(
      {
        params: { id: 'archive-1' },
        query: { limit: 500, kind: 'API', topLevel: 'true', text: 'order' },
      },
      expect.anything(),
    );
  });

  it('are asked for once, however often one looks for more', async () => {
    const listArchiveObjects = listOf(TOTAL);
    renderPage(<Page filters={all} />, { api: { listArchiveObjects } });
    const more = await screen.findByRole('button', { name: 'more' });
    await act(async () => {
      more.click();
      more.click();
    });
    expect(await screen.findByText('1000 of 1200')).toBeVisible();
    expect(listArchiveObjects).toHaveBeenCalledTimes(2);
  });

  it('are kept when reading on fails, and it can be tried again', async () => {
    const listArchiveObjects = listOf(TOTAL);
    renderPage(<Page filters={all} />, { api: { listArchiveObjects } });
    await screen.findByText('500 of 1200');
    listArchiveObjects.mockImplementationOnce(
      refuses(503, 'ServiceUnavailableError', 'The database is away') as never,
    );
    await press('more');
    expect(await screen.findByText('500 of 1200, failed')).toBeVisible();
    await press('more');
    expect(await screen.findByText('1000 of 1200')).toBeVisible();
  });

  /** Shows them by filters that the test changes. */
  const openFiltered = (api: Partial<ConnectorApi>) => {
    let filter = (_: ObjectFilters) => {};
    const Filtered = () => {
      const [filters, setFilters] = useState(all);
      filter = setFilters;
      return <Page filters={filters} />;
    };
    renderPage(<Filtered />, { api });
    return (filters: ObjectFilters) => act(async () => filter(filters));
  };

  it('stay while those of other filters are read', async () => {
    const listArchiveObjects = listOf(TOTAL);
    const filter = openFiltered({ listArchiveObjects });
    await screen.findByText('500 of 1200');
    let answer = () => {};
    const few = await listOf(3)({
      params: { id: 'archive-1' },
      query: { limit: 500 },
    });
    listArchiveObjects.mockImplementationOnce(
      () => new Promise(resolve => (answer = () => resolve(few))),
    );
    await filter({ ...all, text: 'order' });
    expect(screen.getByText('500 of 1200, outdated')).toBeVisible();
    await act(async () => answer());
    expect(await screen.findByText('3 of 3')).toBeVisible();
  });

  it('of other filters are another list, whatever is still being read', async () => {
    const listArchiveObjects = listOf(TOTAL);
    const filter = openFiltered({ listArchiveObjects });
    await screen.findByText('500 of 1200');
    let late = () => {};
    const page = await listOf(TOTAL)({
      params: { id: 'archive-1' },
      query: { limit: 500, cursor: '500' },
    });
    listArchiveObjects.mockImplementationOnce(
      () => new Promise(resolve => (late = () => resolve(page))),
    );
    await press('more');

    await filter({ ...all, text: 'order' });
    expect(await screen.findByText('500 of 1200')).toBeVisible();
    await press('more');
    expect(await screen.findByText('1000 of 1200')).toBeVisible();
    await act(async () => late());
    expect(screen.getByText('1000 of 1200')).toBeVisible();
    expect(
      listArchiveObjects.mock.calls.map(([{ query }]) => query?.text),
    ).toEqual([undefined, undefined, 'order', 'order']);
  });

  it('have numbers, without those that are invalid', async () => {
    const onSeqs = jest.fn();
    const listArchiveObjects = listOf(TOTAL);
    renderPage(<Page filters={all} onSeqs={onSeqs} />, {
      api: { listArchiveObjects },
    });
    await screen.findByText('500 of 1200');
    await press('all');
    const seqs: number[] = onSeqs.mock.lastCall[0];
    expect(onSeqs.mock.calls.slice(0, -1)).toEqual([[450], [1080]]);
    expect(seqs).toHaveLength(1080);
    expect(seqs.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
  });

  it('that cannot be read say so', async () => {
    renderPage(<Page filters={all} />, {
      api: {
        listArchiveObjects: refuses(404, 'NotFoundError', 'It is gone'),
      },
    });
    expect(await screen.findByText('missing')).toBeVisible();
  });
});
