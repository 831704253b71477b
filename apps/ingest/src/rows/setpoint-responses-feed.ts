import { type Message, outsideSetpointResponses, responses, type SetpointResponse } from '@headroom/contracts';
import type { Feed } from './feed';

export const setpointResponsesFeed: Feed<Message<typeof outsideSetpointResponses>, SetpointResponse> = {
  outside: outsideSetpointResponses,
  inside: responses,
  check({ setpointId, socket, resultCode }, { id, at }, estate) {
    const found = estate.socket(socket);
    if ('reason' in found) return found;
    return { message: { id, at, causedBy: setpointId.slice(0, 128), depot: found.depot, setpointId, socket, resultCode } };
  },
};
