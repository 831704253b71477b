export { javascriptSolver } from './javascript-solver';
export type { Column, LinearModel, Row } from './linear-model';
export { solvedInTurn } from './solved-in-turn';
export { type Solution, type Solver, solved } from './solver';
