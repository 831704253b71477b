export { type Exposure, judge, type Violation } from './judge';
export { judgePlan, type PlanViolation } from './judge-plan';
export { judgeSetpoint } from './judge-setpoint';
