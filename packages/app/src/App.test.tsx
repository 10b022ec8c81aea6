import { render, screen } from '@testing-library/react';
import { app } from './App';

describe('the sample portal', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  it('starts and offers both sample users', async () => {
    process.env = {
      ...environment,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
          },
        },
      ] as unknown as string, // the build puts the parsed configuration here
    };

    render(app.createRoot());

    expect(
      await screen.findByRole(
        'button',
        { name: 'Enter as Ada (administrator)' },
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Enter as Rita (read only)' }),
    ).toBeVisible();
  }, 60_000);
});
