/** Nominal voltage from line to neutral, V (EN 50160); what a charger's amps are turned into power with. */
export const VOLTAGE_V = 230;
