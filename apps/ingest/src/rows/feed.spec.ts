import {
  depotDossiers,
  outsideSetpointResponses,
  outsideSiteLoad,
  outsideSocketMeasures,
  outsideTelematics,
  type Topic,
} from '@headroom/contracts';
import fc from 'fast-check';
import { Estate } from '../estate/estate';
import { checkRow, type Feed } from './feed';
import { setpointResponsesFeed } from './setpoint-responses-feed';
import { siteLoadFeed } from './site-load-feed';
import { socketMeasuresFeed } from './socket-measures-feed';
import { telematicsFeed } from './telematics-feed';

const dossier = depotDossiers.example;
const estate = new Estate({ get: (depot) => (depot === dossier.depot ? dossier : undefined), all: () => [dossier] });
const receipt = { nowMs: Date.parse('2026-11-23T17:00:05.000Z'), id: 'row-1' };

const feeds = [
  [outsideSiteLoad.name, siteLoadFeed],
  [outsideTelematics.name, telematicsFeed],
  [outsideSocketMeasures.name, socketMeasuresFeed],
  [outsideSetpointResponses.name, setpointResponsesFeed],
] as unknown as [string, Feed<{ at: string }, { depot: string }> & { outside: Topic<{ at: string }> }][];

describe.each(feeds)('a row of %s', (_name, feed) => {
  it('is accepted as its example shows', () => {
    expect(checkRow(feed, feed.outside.example, estate, receipt)).toMatchObject({ message: { id: 'row-1' } });
  });

  it('is refused in words or fits inside, whatever it is (law)', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.anything());
    const spoilt = fc
      .tuple(fc.constantFrom(...Object.keys(feed.outside.example)), anything)
      .map(([field, value]) => ({ ...feed.outside.example, [field]: value }));
    fc.assert(
      fc.property(fc.oneof(anything, spoilt), (row) => {
        const checked = checkRow(feed, row, estate, receipt);
        if ('reason' in checked) expect(checked.reason.length).toBeGreaterThan(5);
        else expect(feed.inside.schema.safeParse(checked.message).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
