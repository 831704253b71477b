export { type Exposure, judge, type Violation } from './judge';
export { judgeSetpoint } from './judge-setpoint';
