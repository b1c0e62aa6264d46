import { Injectable } from '@nestjs/common';
import { type Template } from '../../../solver/explain/template/index.js';
import { type Transaction } from '../../database/transactions.js';
import {
  allocationLines,
  asTemplate,
  type LineShiftType,
  type PersonalLine,
  personalLines,
} from './cells/allocated-line.js';
import { type AllocationRow, LinesReaderRepository } from './lines-reader.repository.js';

/** The line that somebody works, with all that is needed to count its hours and to pay it. */
export interface AllocatedLine extends PersonalLine {
  readonly allocationId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly templateName: string;
  readonly templateNumber: number;
  /** Code of the rule pack of the person's contract; of the template's where they are not placed in the unit. */
  readonly contractCode: string;
  /** Those that occur in the line's cells. */
  readonly shiftTypes: readonly LineShiftType[];
}

/** Who works which line, for those who count, pay or write down what it means. */
@Injectable()
export class AllocatedLines {
  constructor(private readonly repository: LinesReaderRepository) {}

  /** Null for somebody who is on no line of the unit on that ISO date. */
  async allocatedLine(
    personId: string,
    unitId: string,
    onDate: string,
    tx?: Transaction,
  ): Promise<AllocatedLine | null> {
    const lines = await this.ofUnit(unitId, onDate, onDate, tx);
    return lines.find((line) => line.personId === personId) ?? null;
  }

  /**
   * All lines of a unit that are worked on some day from `from` to `to` (ISO dates, both included): one entry a person, and
   * another one from the day on which somebody comes to share their line or leaves it. Dates are not cut to the period.
   */
  async ofUnit(unitId: string, from: string, to: string, tx?: Transaction): Promise<AllocatedLine[]> {
    const allocations = await this.repository.allocations(unitId, from, to, tx);
    const lines = await this.of(allocations, tx);
    return lines.filter(({ firstDate, lastDate }) => firstDate <= to && lastDate >= from);
  }

  /** All lines of one allocation. */
  async ofAllocation(allocation: AllocationRow, tx?: Transaction): Promise<AllocatedLine[]> {
    return this.of([allocation], tx);
  }

  private async of(allocations: readonly AllocationRow[], tx?: Transaction): Promise<AllocatedLine[]> {
    const unitId = allocations[0]?.unitId;
    if (unitId === undefined) return [];
    const versionIds = [
      ...new Set(allocations.flatMap(({ templates }) => templates.map((each) => each.templateVersionId))),
    ];
    const lines = await this.repository.lines(versionIds, tx);
    const places = await this.repository.places(
      allocations.map(({ id }) => id),
      tx,
    );
    const shiftTypes = await this.repository.shiftTypes(unitId, tx);
    const contracts = new Map(places.map(({ id, contractCode }) => [id, contractCode]));
    return allocations.flatMap((allocation) => {
      const content = {
        lines: allocationLines(allocation.templates, lines),
        shiftTypes,
        places: places.filter(({ allocationId }) => allocationId === allocation.id),
      };
      const templates = new Map(allocation.templates.map((template) => [template.templateId, template]));
      return personalLines(content).map((line) => {
        const { templateName, templateNumber, contractCode } = templates.get(line.templateId)!;
        return {
          ...line,
          allocationId: allocation.id,
          unitId,
          unitName: allocation.unitName,
          templateName,
          templateNumber,
          contractCode: contracts.get(line.placeId) ?? contractCode,
          shiftTypes: shiftTypes.filter(({ id }) => line.lineCells.includes(id)),
        };
      });
    });
  }
}

/** A person's own cells as a template of one line, for the analysis and the pay engine. */
export function templateOf({ shiftTypes, lineName, cells, shareThousandths }: AllocatedLine): Template {
  return asTemplate(shiftTypes, [{ name: lineName, cells, thousandths: shareThousandths }]);
}
