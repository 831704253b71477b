/** A row as it goes on, or what is wrong with it, in words for its sender. */
export type Checked<T> = { readonly message: T } | { readonly reason: string };

/** What a check needs to know of the moment: when the row came in, and an id for it. */
export interface Receipt {
  readonly nowMs: number;
  readonly id: string;
}
