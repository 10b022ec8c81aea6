import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { technologies } from '../../__fixtures__/technologies';
import { renderPage } from '../../__testUtils__/renderPage';
import { useDraft } from '../../hooks/useDraft';
import { newDraft } from '../../wizard/draft';
import { AdvancedOptions } from './AdvancedOptions';

const [technology] = technologies;

const Form = () => {
  const { form, check } = useDraft({
    technology,
    initial: () => ({
      ...newDraft({ technology, owner: 'user:default/ada', source: undefined }),
      name: 'Warehouse',
    }),
  });
  return (
    <>
      <AdvancedOptions form={form} />
      <button onClick={() => check('identity')}>Check</button>
      <output aria-label="runs">
        {JSON.stringify(form.draft.options.absenceGraceRuns)}
      </output>
    </>
  );
};

const grace = () => screen.queryByLabelText(/^Missing in so many imports/);

describe('AbsencePolicy', () => {
  it('asks how often an object must be missing, unless it is kept anyway', async () => {
    renderPage(<Form />, { api: {} });
    await userEvent.click(await screen.findByText('Advanced'));
    expect(grace()).toHaveValue(1);
    await userEvent.click(screen.getByLabelText('Keep the entity as it is'));
    expect(grace()).toBeNull();
    await userEvent.click(
      screen.getByLabelText('Remove the entity from the catalog'),
    );
    await userEvent.clear(grace()!);
    await userEvent.type(grace()!, '3');
    expect(screen.getByLabelText('runs')).toHaveTextContent('3');
  });

  it('refuses what is no number of imports', async () => {
    renderPage(<Form />, { api: {} });
    await userEvent.click(await screen.findByText('Advanced'));
    await userEvent.clear(grace()!);
    await userEvent.click(screen.getByText('Check'));
    expect(grace()).toBeInvalid();
  });
});
