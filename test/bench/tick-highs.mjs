// The peer: the same tick as a linear or mixed-integer model for HiGHS, from the problem itself and nothing of ours but the worth of an amp.
import loadHighs from 'highs';
import { SPARE_WORTH, weightOf } from '../../libs/domain/dist/index.js';

let loaded;

/** The best value of the relaxation (`whole: false`) or of whole amps, its bound, and how long the solver took. */
export async function solveWithHighs(problem, { whole }) {
  loaded ??= await loadHighs();
  const highs = loaded;
  const parents = new Map(problem.nodes.map(({ id, parent }) => [id, parent]));
  const rowOf = new Map();
  const rowLower = [];
  const rowUpper = [];
  const addRow = (lower, upper) => rowLower.push(lower) && rowUpper.push(upper) - 1;
  for (const { id, limitKw, limitA } of problem.nodes) {
    if (limitKw !== null) rowOf.set(`${id} kw`, addRow(Number.NEGATIVE_INFINITY, (limitKw * 1_000) / 230));
    for (const phase of [0, 1, 2]) if (limitA !== null) rowOf.set(`${id} ${phase}`, addRow(Number.NEGATIVE_INFINITY, limitA[phase]));
  }
  const columns = { cost: [], lower: [], upper: [], integrality: [], starts: [0], indices: [], values: [] };
  const addColumn = (cost, upper, entries) => {
    columns.cost.push(cost);
    columns.lower.push(0);
    columns.upper.push(upper);
    columns.integrality.push(whole ? 1 : 0);
    for (const [row, value] of entries) columns.indices.push(row) && columns.values.push(value);
    columns.starts.push(columns.indices.length);
  };
  for (const socket of problem.sockets) {
    const uses = [];
    for (let id = socket.node; id !== null; id = parents.get(id)) {
      if (rowOf.has(`${id} kw`)) uses.push([rowOf.get(`${id} kw`), socket.phases.length]);
      for (const phase of socket.phases) if (rowOf.has(`${id} ${phase}`)) uses.push([rowOf.get(`${id} ${phase}`), 1]);
    }
    const mostA = Math.min(socket.maxA, socket.wantA);
    const targetA = Math.min(mostA, socket.targetA ?? mostA);
    const worth = weightOf(socket) * socket.phases.length;
    const links = whole
      ? [
          [addRow(Number.NEGATIVE_INFINITY, 0), 1],
          [addRow(0, Number.POSITIVE_INFINITY), 1],
        ]
      : [];
    addColumn(worth, targetA, [...uses, ...links]);
    addColumn(worth * SPARE_WORTH, mostA - targetA, [...uses, ...links]);
    if (whole)
      addColumn(0, 1, [
        [links[0][0], -mostA],
        [links[1][0], -socket.minA],
      ]);
  }
  const model = highs.createModel({
    numCols: columns.cost.length,
    numRows: rowLower.length,
    sense: highs.constants.objectiveSense.maximize,
    offset: 0,
    colCost: Float64Array.from(columns.cost),
    colLower: Float64Array.from(columns.lower),
    colUpper: Float64Array.from(columns.upper),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    matrix: {
      format: 'csc',
      numRows: rowLower.length,
      numCols: columns.cost.length,
      starts: Int32Array.from(columns.starts),
      indices: Int32Array.from(columns.indices),
      values: Float64Array.from(columns.values),
    },
    ...(whole ? { integrality: Int32Array.from(columns.integrality) } : {}),
  });
  try {
    model.options.set({ output_flag: false, time_limit: 10, ...(whole ? { mip_rel_gap: 1e-4 } : {}) });
    const from = process.cpuUsage();
    model.run();
    const { user, system } = process.cpuUsage(from);
    return { value: model.getObjectiveValue(), tookMs: (user + system) / 1_000 };
  } finally {
    model.dispose();
  }
}
