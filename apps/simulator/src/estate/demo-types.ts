/** Makes of charge point in the demo, as the registry's `/charge-point-types` takes them. */
export const demoChargePointTypes = [
  {
    id: 'alfen-eve-double',
    vendor: 'Alfen',
    model: 'Eve Double Pro-line',
    minMessageGapMs: 2_000,
    minLimitA: 6,
    canPause: true,
    sockets: [
      { phases: 1, maxLimitA: 32 },
      { phases: 1, maxLimitA: 32 },
    ],
  },
  {
    id: 'alfen-eve-double-22kw',
    vendor: 'Alfen',
    model: 'Eve Double Pro-line, three-phase',
    minMessageGapMs: 2_000,
    minLimitA: 6,
    canPause: true,
    sockets: [
      { phases: 3, maxLimitA: 32 },
      { phases: 3, maxLimitA: 32 },
    ],
  },
  {
    id: 'swarco-evolt-double',
    vendor: 'Swarco',
    model: 'eVolt Double',
    minMessageGapMs: 5_000,
    minLimitA: 6,
    canPause: true,
    sockets: [
      { phases: 1, maxLimitA: 32 },
      { phases: 1, maxLimitA: 32 },
    ],
  },
  {
    id: 'swarco-evolt-single',
    vendor: 'Swarco',
    model: 'eVolt Single',
    minMessageGapMs: 5_000,
    minLimitA: 6,
    canPause: true,
    sockets: [{ phases: 1, maxLimitA: 32 }],
  },
] as const;

/** Makes of van in the demo, as the registry's `/vehicle-types` takes them. */
export const demoVehicleTypes = [
  { id: 'evito', make: 'Mercedes-Benz', model: 'eVito 112', batteryKwh: 41, maxChargeKw: 7.4, phases: 1 },
  { id: 'env200', make: 'Nissan', model: 'e-NV200', batteryKwh: 40, maxChargeKw: 6.6, phases: 1 },
  { id: 'edispatch', make: 'Peugeot', model: 'e-Expert', batteryKwh: 75, maxChargeKw: 11, phases: 3 },
  { id: 'kangoo', make: 'Renault', model: 'Kangoo Z.E. 33', batteryKwh: 33, maxChargeKw: 7.4, phases: 1 },
] as const;
