import { z } from 'zod';

export const outsideTime = z.iso.datetime({ offset: true, local: true, error: 'an ISO 8601 time such as 2026-11-23T17:00:00Z' });
export const name = z.string().trim().min(1).max(200);
