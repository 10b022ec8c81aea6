export { PlanDetails } from './PlanDetails';
export { ApplyPlan } from './ApplyPlan';
export { PlanOutcome } from './PlanOutcome';
