/** What the portal is told by whoever starts it. */
export abstract class PortalOptions {
  /** Of the account `admin`; absent: nobody can log in. */
  abstract readonly adminPassword?: string;
  /** Where registry and ingest run when they are processes of their own; absent: they are in this one. */
  abstract readonly upstreams?: { readonly registry: string; readonly ingest: string };
}
