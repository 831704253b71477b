import type { Ledger } from './ledger';

/** Forgets the sockets that are not installed any more: one that comes back may be another charger, and counts at its rating. */
export function installedOnly(ledger: Ledger, installed: ReadonlySet<string>): Ledger {
  const all = [ledger.sockets, ledger.targets, ledger.manual, ledger.shelved ?? new Map()];
  if (all.every((rows) => [...rows.keys()].every((socket) => installed.has(socket)))) return ledger;
  const kept = <T>(rows: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map([...rows].filter(([socket]) => installed.has(socket)));
  return {
    ...ledger,
    sockets: kept(ledger.sockets),
    targets: kept(ledger.targets),
    manual: kept(ledger.manual),
    shelved: ledger.shelved && kept(ledger.shelved),
  };
}
