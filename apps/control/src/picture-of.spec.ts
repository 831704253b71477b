import { depotDossiers, type SocketState, socketStates } from '@headroom/contracts';
import { pictureOf } from './picture-of';

const dossier = depotDossiers.example;
const seen = (over: Partial<SocketState>) =>
  pictureOf(
    { dossier, plans: undefined, headroom: undefined, socketState: () => ({ ...socketStates.example, ...over }) },
    Date.parse(socketStates.example.at),
  ).sockets[0];

describe("the currents on a socket's phases", () => {
  it.each([
    ['are as they are told', { phaseCurrentsA: [16, 0, 0], realPowerW: 3_700 }, [16, 0, 0]],
    ['are as they are told where no power is', { phaseCurrentsA: [16, 0, 0], realPowerW: null }, [16, 0, 0]],
    ['stand a supply of 253 V', { phaseCurrentsA: [32, 32, 32], realPowerW: 24_200 }, [32, 32, 32]],
    ['are not known where none are told', { phaseCurrentsA: null, realPowerW: 11_000 }, null],
    [
      'are not known where more power flows than they explain: two of three may not be measured',
      { phaseCurrentsA: [16, 0, 0], realPowerW: 11_000 },
      null,
    ],
  ] as const)('%s', (_, { phaseCurrentsA, realPowerW }, expected) => {
    const state = { phaseCurrentsA: phaseCurrentsA && ([...phaseCurrentsA] as [number, number, number]), realPowerW };
    expect(seen(state)?.phaseCurrentsA).toEqual(expected);
  });
});
