import { serviceConfig } from '@headroom/service-kit';

export const config = serviceConfig(3002);
