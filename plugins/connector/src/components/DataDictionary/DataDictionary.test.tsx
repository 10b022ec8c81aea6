import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { TableStructure } from '@backstage-connector/plugin-connector-common';
import { invoices, tableEntity } from '../../__fixtures__/tables';
import { renderPage } from '../../__testUtils__/renderPage';
import { DataDictionary } from './DataDictionary';

const show = (definition: string) =>
  renderPage(
    <EntityProvider entity={tableEntity(definition)}>
      <DataDictionary />
    </EntityProvider>,
    { api: {} },
  );
const showTable = (change: Partial<TableStructure> = {}) =>
  show(JSON.stringify({ ...invoices, ...change }));
const rowOf = (column: string) =>
  screen.getByText(column, { selector: 'strong' }).closest('tr')!;

describe('DataDictionary', () => {
  it('shows each column with type, key, default and description', async () => {
    showTable();
    expect(await screen.findByText('4 columns')).toBeVisible();
    expect(rowOf('invoice_id')).toHaveTextContent(
      'bigintNoPKidentity (always)',
    );
    expect(rowOf('customer_id')).toHaveTextContent('bigintNoFKUQWho pays');
    expect(rowOf('status')).toHaveTextContent('One of: open, paid');
    expect(rowOf('total')).toHaveTextContent(
      'numeric(12,2)Yesnet + taxgenerated (stored)',
    );
  });

  it('searches in names, types and descriptions', async () => {
    showTable();
    const search = await screen.findByLabelText('Search columns');
    await userEvent.type(search, 'who pays');
    expect(screen.getByText('1 column')).toBeVisible();
    expect(rowOf('customer_id')).toBeVisible();
    await userEvent.clear(search);
    await userEvent.type(search, 'nothing like this');
    expect(
      screen.getByText('No column matches "nothing like this".'),
    ).toBeVisible();
  });

  it('links foreign keys to the entities of their tables', async () => {
    showTable();
    const keys = within(
      await screen.findByRole('table', { name: 'Foreign keys' }),
    );
    expect(
      keys.getByRole('link', { name: 'shop.sales.customers' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/resource/warehouse-sales-customers',
    );
    expect(keys.getByText('outside the import')).toBeVisible();
    expect(keys.queryByRole('link', { name: /legacy/ })).toBeNull();
  });

  it('names the target where somebody has written no reference', async () => {
    const [key] = invoices.foreignKeys;
    const target = { ...key.target, ref: 'customers' };
    showTable({ foreignKeys: [{ ...key, target }] });
    const keys = await screen.findByRole('table', { name: 'Foreign keys' });
    expect(keys).toHaveTextContent('shop.sales.customers');
    expect(within(keys).queryByRole('link')).toBeNull();
  });

  it('shows keys, checks and indexes', async () => {
    showTable();
    const keys = await screen.findByRole('table', {
      name: 'Keys and constraints',
    });
    expect(keys).toHaveTextContent('Primary keyinvoices_pkeyinvoice_id');
    expect(keys).toHaveTextContent('Uniqueinvoices_oncecustomer_id, status');
    expect(keys).toHaveTextContent('Checkpositivetotal >= 0');
    expect(screen.getByRole('table', { name: 'Indexes' })).toHaveTextContent(
      "invoices_opencustomer_idwhere status = 'open'Nobtree",
    );
  });

  it('leaves out what a table does not have', async () => {
    showTable({ foreignKeys: [], indexes: [] });
    await screen.findByText('4 columns');
    expect(screen.queryByText('Foreign keys')).toBeNull();
    expect(screen.queryByText('Indexes')).toBeNull();
    expect(screen.queryByText('Partitioning')).toBeNull();
    expect(screen.queryByText('View SQL')).toBeNull();
  });

  it('shows the SQL of a view and the bounds of a partition', async () => {
    showTable({
      sql: 'SELECT 1',
      partitionKey: 'RANGE (day)',
      partitionBound: 'FROM (1) TO (2)',
    });
    expect(await screen.findByText('View SQL')).toBeVisible();
    expect(screen.getByText('RANGE (day)')).toBeVisible();
    expect(screen.getByText('FROM (1) TO (2)')).toBeVisible();
  });

  it('divides a table of 1,600 columns into pages', async () => {
    const columns = Array.from({ length: 1600 }, (_, index) => ({
      name: `column_${index + 1}`,
      position: index + 1,
      type: 'text',
      nullable: true,
    }));
    showTable({ columns });
    expect(await screen.findByText('1600 columns')).toBeVisible();
    expect(rowOf('column_100')).toBeVisible();
    expect(screen.queryByText('column_101')).toBeNull();
  });

  it.each([
    ['CREATE TABLE x', 'spec.definition is not JSON.'],
    ['{"columns": 3}', /has another shape than expected, at columns/],
  ])('says why it cannot be read: %s', async (definition, text) => {
    show(definition);
    expect(await screen.findByText(text)).toBeVisible();
  });
});
