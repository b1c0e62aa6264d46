import { OrganisationEntity } from '../modules/units/organisation.entity.js';
import { UnitEntity } from '../modules/units/unit.entity.js';
import { UnitRuleOverrideEntity } from '../modules/compliance/unit-rule-override.entity.js';
import { GradeEntity } from '../modules/people/grade.entity.js';
import { SkillEntity } from '../modules/people/skill.entity.js';
import { PersonEntity } from '../modules/people/person.entity.js';
import { PersonSkillEntity } from '../modules/people/person-skill.entity.js';
import { PlacementEntity } from '../modules/people/placement.entity.js';
import { ShiftTypeEntity } from '../modules/demand/shift-type.entity.js';
import { CoverTemplateEntity } from '../modules/demand/cover-template.entity.js';
import { CoverLineEntity } from '../modules/demand/cover-line.entity.js';
import { CoverExceptionEntity } from '../modules/demand/cover-exception.entity.js';
import { AvailabilityEntryEntity } from '../modules/availability/availability-entry.entity.js';
import { AbsenceEntity } from '../modules/leave/absence.entity.js';
import { BankHolidayEntity } from '../modules/calendar/bank-holiday.entity.js';
import { AccountEntity } from '../modules/auth/account.entity.js';
import { AccountRoleEntity } from '../modules/auth/account-role.entity.js';
import { SessionEntity } from '../modules/auth/session.entity.js';
import { IdempotencyKeyEntity } from '../common/idempotency/idempotency-key.entity.js';
import { RotaEntity } from '../modules/rotas/rota.entity.js';
import { AssignmentEntity } from '../modules/rotas/assignment.entity.js';
import { RotaVersionEntity } from '../modules/rotas/rota-version.entity.js';
import { PublishedAssignmentEntity } from '../modules/rotas/published-assignment.entity.js';
import { FillEntity } from '../modules/rotas/fill.entity.js';
import { FillEventEntity } from '../modules/rotas/fill-event.entity.js';
import { WorkedEntryEntity } from '../modules/worked-hours/worked-entry.entity.js';
import { PayTermEntity } from '../modules/pay/pay-term.entity.js';
import { ChangeLimitsEntity } from '../modules/swaps/change-limits.entity.js';
import { SwapEntity } from '../modules/swaps/swap.entity.js';
import { SwapLegEntity } from '../modules/swaps/swap-leg.entity.js';
import { SwapPartyEntity } from '../modules/swaps/swap-party.entity.js';
import { VacancyEntity } from '../modules/open-shifts/vacancy.entity.js';
import { VacancyClaimEntity } from '../modules/open-shifts/vacancy-claim.entity.js';
import { VacancyLadderEntity } from '../modules/open-shifts/vacancy-ladder.entity.js';
import { CalendarFeedEntity } from '../modules/feeds/calendar-feed.entity.js';
import { MailEntity } from '../modules/notices/mail.entity.js';
import { AuditChainEntity } from '../modules/audit/audit-chain.entity.js';
import { AuditEntryEntity } from '../modules/audit/audit-entry.entity.js';

/** Every table of the service. A new entity is added here and in a migration. */
export const entities = [
  OrganisationEntity,
  UnitEntity,
  UnitRuleOverrideEntity,
  GradeEntity,
  SkillEntity,
  PersonEntity,
  PersonSkillEntity,
  PlacementEntity,
  ShiftTypeEntity,
  CoverTemplateEntity,
  CoverLineEntity,
  CoverExceptionEntity,
  AvailabilityEntryEntity,
  AbsenceEntity,
  BankHolidayEntity,
  AccountEntity,
  AccountRoleEntity,
  SessionEntity,
  IdempotencyKeyEntity,
  RotaEntity,
  AssignmentEntity,
  RotaVersionEntity,
  PublishedAssignmentEntity,
  FillEntity,
  FillEventEntity,
  WorkedEntryEntity,
  PayTermEntity,
  ChangeLimitsEntity,
  SwapEntity,
  SwapLegEntity,
  SwapPartyEntity,
  VacancyEntity,
  VacancyClaimEntity,
  VacancyLadderEntity,
  CalendarFeedEntity,
  MailEntity,
  AuditChainEntity,
  AuditEntryEntity,
];
