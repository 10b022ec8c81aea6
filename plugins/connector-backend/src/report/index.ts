export * from './endReview';
export * from './finalState';
export * from './renderCsv';
export * from './summarizeRun';
export * from './withRefusals';
