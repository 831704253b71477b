export { advance } from './advance';
export { aimed, aimedByHand, releasedFromHand } from './aim';
export { type Answer, answered } from './answered';
export { exposureA, exposuresOf } from './exposure';
export { installedOnly } from './installed-only';
export { emptyLedger, type Ledger, type SocketLedger, type Target } from './ledger';
export { type ControlPicture, type ControlSettings, type ControlSocket, defaultControlSettings } from './picture';
export { changedRows, type LedgerRow, ledgerFrom, rowsOf } from './rows';
export type { ControlAlarm, ControlStep, Setpoint } from './step';
