export { CheckStateChip, testVerdict } from './CheckStateChip';
export { HealthChip } from './HealthChip';
export { RunStateChip, runTones } from './RunStateChip';
export { StateChip, toneColour, type Tone } from './StateChip';
