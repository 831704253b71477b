/** What a solver is asked: the values of columns, each from 0 up, that keep every row and make the goal least or most. */
export interface LinearModel {
  readonly sense: 'least' | 'most';
  /** By column, what one of it counts for. */
  readonly goal: readonly number[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  /** From 0 to this; Infinity: no limit of its own. */
  readonly most: number;
  /** Only whole numbers; with one such column the model is a mixed-integer one. */
  readonly isWhole?: boolean;
  /** How much of each row one of it uses; a row at most once. */
  readonly uses: readonly (readonly [row: number, amount: number])[];
}

/** The sum of what the columns use of it; an Infinity is no limit. */
export interface Row {
  readonly least: number;
  readonly most: number;
}

/** Rounding of doubles and a solver's own tolerance, in the model's units. */
const ROUNDING = 1e-6;

/** Whether all figures are numbers; on others a simplex may never end. */
export function isSound({ goal, columns, rows }: LinearModel): boolean {
  return (
    goal.length === columns.length &&
    goal.every(Number.isFinite) &&
    columns.every(({ most, uses }) => most >= 0 && uses.every(([row, amount]) => Number.isFinite(amount) && row in rows)) &&
    rows.every(({ least, most }) => least <= most)
  );
}

/** Whether these values are an answer at all: one for each column, within its limits and whole where it must be, and every row kept. */
export function keeps({ columns, rows }: LinearModel, values: ArrayLike<number>): boolean {
  if (values.length !== columns.length) return false;
  const used = new Float64Array(rows.length);
  for (const [index, { most, isWhole, uses }] of columns.entries()) {
    const value = values[index] as number;
    if (!(value >= -ROUNDING && value <= most + ROUNDING && value < Number.POSITIVE_INFINITY)) return false;
    if (isWhole && Math.abs(value - Math.round(value)) > ROUNDING) return false;
    for (const [row, amount] of uses) used[row] = (used[row] as number) + amount * value;
  }
  return rows.every(({ least, most }, row) => {
    const sum = used[row] as number;
    const tolerance = ROUNDING * Math.max(1, Math.abs(sum));
    return sum >= least - tolerance && sum <= most + tolerance;
  });
}
