import { type Random } from '../random.js';
import { type ColumnModel } from './generator.js';
import { type Window } from './line-pricer.js';
import { type Standing } from './standing.js';
import { chooseWeeks } from './week-pairs.js';
import { type WindowSweep } from './window-sweep.js';

type Kind = 'windows' | 'pairs';

/** Share of the work that each kind gets at least. */
const TRIAL_SHARE = 0.1;
/** What was won long ago counts for less. */
const FORGET = 0.9;
/** Windows and pairs of each search that come before a root, as multiples of the windows of a whole first pass. */
const PASSES_BEFORE_ROOT = 3;
/** Openings one after another without gain after which windows are spent, as multiples of the windows of a whole first pass. */
const PASSES_IN_VAIN = 3;

/** Leads over a long horizon: a pass of windows, then pairs of weeks and wider windows, of which those come more often that win more for the same work. */
export class LongSweep {
  private openings = 0;
  private firstPass = 0;
  private inVain = 0;
  private kind: Kind = 'windows';
  private readonly total = { windows: 0, pairs: 0 };
  private readonly recent = { windows: { gain: 0, work: 0 }, pairs: { gain: 0, work: 0 } };

  constructor(private readonly windows: WindowSweep) {}

  /** A good rota stands, as far as windows can bring it in a while. */
  get isDone(): boolean {
    return this.firstPass > 0 && this.openings >= PASSES_BEFORE_ROOT * this.windows.firstPassLength;
  }

  /** Windows hardly win anything any more. */
  get isSpent(): boolean {
    return this.inVain >= PASSES_IN_VAIN * this.windows.firstPassLength;
  }

  next(model: ColumnModel, standing: Standing, random: Random): Window {
    if (this.windows.passes > 0 && this.firstPass === 0) this.firstPass = this.openings;
    this.openings++;
    this.kind = this.firstPass === 0 ? 'windows' : this.choose();
    return this.kind === 'windows' ? this.windows.next() : chooseWeeks(model, standing, random);
  }

  /**
   * @param gain what the last one has won.
   * @param work people priced.
   */
  learn(gain: number, work: number): void {
    this.inVain = gain > 0 ? 0 : this.inVain + 1;
    if (this.firstPass === 0) return;
    const { kind, recent, total } = this;
    total[kind] += work;
    recent[kind] = { gain: FORGET * recent[kind].gain + gain, work: FORGET * recent[kind].work + work };
  }

  private choose(): Kind {
    const { windows, pairs } = this.total;
    if (pairs <= TRIAL_SHARE * windows) return 'pairs';
    if (windows <= TRIAL_SHARE * pairs) return 'windows';
    return this.rateOf('windows') > this.rateOf('pairs') ? 'windows' : 'pairs';
  }

  private rateOf(kind: Kind): number {
    return this.recent[kind].gain / this.recent[kind].work;
  }
}
