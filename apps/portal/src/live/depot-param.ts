import { plainId } from '@headroom/contracts';
import { zodParam } from '@headroom/service-kit';
import { Param } from '@nestjs/common';

/** The `{depot}` of a path; what cannot be an id is a 404. */
export const DepotParam = (): ParameterDecorator => Param('depot', zodParam(plainId));
