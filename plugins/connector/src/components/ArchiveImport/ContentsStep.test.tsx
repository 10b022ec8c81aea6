import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refuses } from '../../__testUtils__/connectorApi';
import { box, button, openImport, press } from '../../__testUtils__/openImport';

beforeEach(() => sessionStorage.clear());

describe('the contents of an archive', () => {
  it('are selected, but for what is invalid', async () => {
    openImport({});
    const orders = await screen.findByRole('checkbox', {
      name: 'Select component:default/orders',
    });
    expect(orders).toBeChecked();
    expect(box('Select component:default/broken')).toBeDisabled();
    expect(box('Select component:default/broken')).not.toBeChecked();
    expect(screen.getByText('Invalid: spec.owner is missing')).toBeVisible();
    expect(
      screen.getByText('1 object is invalid and cannot be imported.'),
    ).toBeVisible();
    await userEvent.click(orders);
    expect(orders).not.toBeChecked();
    expect(
      screen.getByText(
        '2 objects are selected; what they need is taken along.',
      ),
    ).toBeVisible();
  });

  it('show below an object what it needs, and where that comes from', async () => {
    openImport({});
    await press('Show what component:default/orders needs');
    const table = screen.getByRole('table', { name: 'Objects of the archive' });
    expect(
      within(table).getByRole('row', { name: /api:default\/orders/ }),
    ).toHaveTextContent('In the archive: taken along');
    expect(
      within(table).getByRole('row', { name: /system:default\/shop/ }),
    ).toHaveTextContent('Not in the archive: this catalog must have it');
    await press('Show what component:default/orders needs');
    expect(within(table).queryByText('system:default/shop')).toBeNull();
  });

  it('are narrowed by text, and say when nothing is left', async () => {
    openImport({});
    await screen.findByText('Orders');
    await userEvent.type(
      screen.getByRole('searchbox', {
        name: 'Search by name, title or reference',
      }),
      'bill',
    );
    expect(await screen.findByText('1 object is listed.')).toBeVisible();
    expect(screen.queryByText('Orders')).not.toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'board');
    expect(
      await screen.findByText('No object matches the filters.'),
    ).toBeVisible();
  });

  it('can be chosen as they are listed', async () => {
    openImport({});
    await screen.findByText('Orders');
    await userEvent.type(screen.getByRole('searchbox'), 'bill');
    await screen.findByText('1 object is listed.');
    await press('Select only what is listed');
    expect(
      await screen.findByText(
        '1 object is selected; what it needs is taken along.',
      ),
    ).toBeVisible();
    await userEvent.clear(screen.getByRole('searchbox'));
    await screen.findByText('Orders');
    expect(box('Select component:default/orders')).not.toBeChecked();
    expect(box('Select component:default/billing')).toBeChecked();
  });

  it('are chosen with the keyboard alone, up to the plan', async () => {
    const user = userEvent.setup();
    openImport({});
    await screen.findByText('Orders');
    const tabTo = async (element: () => HTMLElement) => {
      while (document.activeElement !== element()) await user.tab();
    };
    await tabTo(() => button('Select none'));
    await user.keyboard('{Enter}');
    expect(screen.getByText('Nothing is selected.')).toBeVisible();
    expect(button('Next')).toBeDisabled();
    await tabTo(() => box('Select component:default/billing'));
    await user.keyboard(' ');
    await tabTo(() => button('Next'));
    await user.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { name: 'Step 3 of 6: Options' }),
    ).toHaveFocus();
    await tabTo(() => box('Strict'));
    await user.keyboard(' ');
    expect(box('Strict')).toBeChecked();
    await tabTo(() => button('Plan'));
    await user.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { name: 'Step 4 of 6: Plan' }),
    ).toHaveFocus();
  });

  it('say why they cannot be read', async () => {
    openImport({
      listArchiveObjects: refuses(500, 'Error', 'The database is away'),
    });
    expect(
      (await screen.findAllByText(/The database is away/))[0],
    ).toBeVisible();
    expect(button('Try again')).toBeVisible();
  });

  it('that are gone lead to another upload', async () => {
    openImport({ getArchive: refuses(404, 'NotFoundError', 'It is gone') });
    expect(await screen.findByText('The archive is gone')).toBeVisible();
    await press('Upload an archive');
    expect(
      await screen.findByRole('heading', { name: 'Step 1 of 6: Upload' }),
    ).toBeVisible();
  });
});
