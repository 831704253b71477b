import { plainId } from '@headroom/contracts';
import { zodBody, zodParam, zodQuery } from '@headroom/service-kit';
import { Body, Headers, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { pageQuery } from './page';

export const DepotParam = () => Param('depot', zodParam(plainId));
export const IdParam = () => Param('id', zodParam(z.string().regex(/^[^\0]{1,300}$/)));
export const IfMatch = () => Headers('if-match');
export const PageParam = () => Query(zodQuery(pageQuery));
/** A JSON object; what is in it is checked when what it changes is known. */
export const ObjectBody = () => Body(zodBody(z.record(z.string(), z.unknown(), 'a JSON object')));
