/** Why a recorded row is not replayed. Every row that is not has exactly one of these. */
export const rejections = [
  'a field is missing or cannot be read',
  'ends before it starts, or at once',
  'delivered nothing',
  'stayed for more than a week',
  'delivered more than its socket can',
  'overlaps the one before on its connector',
] as const;

export type Rejection = (typeof rejections)[number];
