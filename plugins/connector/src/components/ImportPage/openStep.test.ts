import { openStep } from './openStep';

describe('openStep', () => {
  it('opens a connection of the portal at its identity', () => {
    expect(openStep(null, { origin: 'portal' })).toEqual({
      step: 'identity',
      reachable: [],
    });
  });

  it('goes back to the steps before', () => {
    expect(openStep('review', { origin: 'portal' })).toEqual({
      step: 'review',
      reachable: ['identity', 'connect', 'test'],
    });
  });

  it('has nothing to enter for a connection of the configuration', () => {
    expect(openStep('connect', { origin: 'configuration' })).toEqual({
      step: 'test',
      reachable: [],
    });
    expect(openStep('review', { origin: 'configuration' })).toEqual({
      step: 'review',
      reachable: ['test'],
    });
  });

  it('takes no step it does not know', () => {
    expect(openStep('technology', { origin: 'portal' }).step).toBe('identity');
  });
});
