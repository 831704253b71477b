import type { LinearModel, Solver } from '@headroom/domain';
import type loadHighs from 'highs';

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** What to install where HiGHS is asked for; a development dependency of the workspace, in no image by itself. */
const PACKAGE = 'highs@1.15.3';

/** HiGHS in WebAssembly: about 100 ms and 100 MB, once a thread. @throws where the package is not installed. */
export async function loadHighsSolver(): Promise<Solver> {
  requireHighs();
  // Its types are of the module that require gives; import gives the other, of which the function is the default.
  const { default: load } = (await import('highs')) as unknown as { default: typeof loadHighs };
  return highsSolver(await load());
}

/** @throws an error that says what to install, where HiGHS is not. */
export function requireHighs(find: (name: string) => string = require.resolve): void {
  try {
    find('highs');
  } catch {
    throw new Error(`HEADROOM_SOLVER=highs needs a package that is not installed: npm install ${PACKAGE}`);
  }
}

export function highsSolver(highs: Highs): Solver {
  return {
    id: 'highs',
    mostColumns: 50_000,
    solve(asked, timeLimitMs) {
      if (asked.columns.length === 0) return { status: 'optimal', values: [] };
      const model = highs.createModel(dataOf(highs, asked));
      try {
        model.options.set({ output_flag: false, time_limit: timeLimitMs / 1_000 });
        model.run();
        const { optimal, infeasible } = highs.constants.modelStatus;
        const status = model.getModelStatus();
        if (status !== optimal) return { status: status === infeasible ? 'infeasible' : 'none', values: [] };
        return { status: 'optimal', values: model.getSolution().colValue };
      } finally {
        // Its memory is the machine's, which no garbage collection gives back.
        model.dispose();
      }
    },
  };
}

/** The model by columns, as HiGHS reads it. */
function dataOf({ constants }: Highs, { sense, goal, columns, rows }: LinearModel): Parameters<Highs['createModel']>[0] {
  const starts = new Int32Array(columns.length + 1);
  columns.forEach(({ uses }, column) => {
    starts[column + 1] = (starts[column] as number) + uses.length;
  });
  const entries = columns.flatMap(({ uses }) => uses);
  const { integer, continuous } = constants.variableType;
  return {
    numCols: columns.length,
    numRows: rows.length,
    offset: 0,
    sense: constants.objectiveSense[sense === 'most' ? 'maximize' : 'minimize'],
    colCost: Float64Array.from(goal),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most),
    rowLower: Float64Array.from(rows, ({ least }) => least),
    rowUpper: Float64Array.from(rows, ({ most }) => most),
    matrix: {
      format: 'csc',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(entries, ([row]) => row),
      values: Float64Array.from(entries, ([, amount]) => amount),
    },
    ...(columns.some(({ isWhole }) => isWhole) && {
      integrality: Int32Array.from(columns, ({ isWhole }) => (isWhole ? integer : continuous)),
    }),
  };
}
