import { type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { invalid } from './domain-error.js';
import { IntField } from './fields.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/** Query of a list. Extend it with the list's own filters. */
export class PageQuery {
  @ApiProperty({ required: false, type: String, description: 'The nextCursor of the page before.' })
  @IsOptional()
  @IsString({ message: 'give one cursor' })
  @MaxLength(1000, { message: 'this is too long to be a cursor' })
  cursor?: string;

  @IntField({ min: 1, max: MAX_LIMIT, optional: true, description: 'Items a page.', query: true })
  limit: number = DEFAULT_LIMIT;
}

export interface Page<T> {
  readonly items: T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** A place in a sorted list: the values of its sort columns, ending in a unique one. */
export type CursorKey = readonly (string | number)[];

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The place after which a page starts; null for the first page.
 *
 * @param shape the type of each sort column, so that a made-up cursor is refused.
 * @throws DomainError `invalid-input`
 */
export function decodeCursor(
  cursor: string | undefined,
  shape: readonly ('string' | 'number')[],
): (string | number)[] | null {
  if (cursor === undefined) return null;
  const key = parseCursor(cursor);
  const fits =
    Array.isArray(key) && key.length === shape.length && key.every((part, i) => typeof part === shape[i]);
  if (!fits) {
    throw invalid({
      path: 'cursor',
      message: `${JSON.stringify(cursor.slice(0, 100))} is not a cursor of this list: take nextCursor as it was given, or leave it out to start again.`,
    });
  }
  return key as (string | number)[];
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * Cuts a page from rows that were read with one more than the limit.
 *
 * @param keyOf the sort columns of a row, as given to `decodeCursor`.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: kept.map(view), nextCursor: more ? encodeCursor(keyOf(last)) : null };
}

/** The documented class of a page of items: `class UnitPage extends PageOf(UnitDto) {}`. */
export function PageOf<T>(item: Type<T>): Type<Page<T>> {
  class ItemPage implements Page<T> {
    @ApiProperty({ type: [item] })
    items: T[];

    @ApiProperty({ type: String, nullable: true, description: 'Give it as cursor to get the next page.' })
    nextCursor: string | null;
  }
  return ItemPage;
}
