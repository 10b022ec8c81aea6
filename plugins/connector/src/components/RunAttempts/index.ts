export { NextAttempt } from './NextAttempt';
export { RunAttempts } from './RunAttempts';
