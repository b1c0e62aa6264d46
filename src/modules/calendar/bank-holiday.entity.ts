import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Nation } from './nation.js';

/** A public holiday of a nation. */
@Entity('bank_holidays')
export class BankHolidayEntity {
  @PrimaryColumn('text')
  nation: Nation;

  @PrimaryColumn('date')
  date: string;

  @Column('text')
  name: string;
}
