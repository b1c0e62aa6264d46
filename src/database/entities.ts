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
import { LeaveLimitsEntity } from '../modules/leave/leave-limits.entity.js';
import { LeaveAdjustmentEntity } from '../modules/leave/leave-adjustment.entity.js';
import { LeaveServiceEntity } from '../modules/leave/leave-service.entity.js';
import { BankHolidayEntity } from '../modules/calendar/bank-holiday.entity.js';
import { AccountEntity } from '../modules/auth/account.entity.js';
import { AccountRoleEntity } from '../modules/auth/account-role.entity.js';
import { SessionEntity } from '../modules/auth/session.entity.js';
import { PasswordLinkEntity } from '../modules/auth/links/password-link.entity.js';
import { PasswordResetRequestEntity } from '../modules/auth/links/password-reset-request.entity.js';
import { ProviderLogoutEntity } from '../modules/auth/provider/provider-logout.entity.js';
import { ProviderSignInEntity } from '../modules/auth/provider/provider-sign-in.entity.js';
import { RecoveryCodeEntity } from '../modules/auth/second-step/recovery-code.entity.js';
import { SecondStepEntity } from '../modules/auth/second-step/second-step.entity.js';
import { IdempotencyKeyEntity } from '../common/idempotency/idempotency-key.entity.js';
import { RotaEntity } from '../modules/rotas/rota.entity.js';
import { AssignmentEntity } from '../modules/rotas/assignment.entity.js';
import { RotaVersionEntity } from '../modules/rotas/rota-version.entity.js';
import { PublishedAssignmentEntity } from '../modules/rotas/published-assignment.entity.js';
import { FillEntity } from '../modules/rotas/fill.entity.js';
import { FillEventEntity } from '../modules/rotas/fill-event.entity.js';
import { WorkScheduleEntity } from '../modules/work-schedules/work-schedule.entity.js';
import { WorkScheduleVersionEntity } from '../modules/work-schedules/work-schedule-version.entity.js';
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
import { RoundEntity } from '../modules/rounds/round.entity.js';
import { RoundPickEntity } from '../modules/rounds/round-pick.entity.js';
import { MailPreferencesEntity } from '../modules/mail-preferences/mail-preferences.entity.js';
import { IntakeEntity } from '../modules/intake/intake.entity.js';
import { PostMappingEntity } from '../modules/intake/post-mapping.entity.js';
import { RotationEntity } from '../modules/rotations/rotation.entity.js';
import { RotationDeadlineEntity } from '../modules/rotations/rotation-deadline.entity.js';
import { AllocationTemplateEntity } from '../modules/lines/allocation-template.entity.js';
import { LineAllocationEntity } from '../modules/lines/line-allocation.entity.js';
import { LinePlaceEntity } from '../modules/lines/line-place.entity.js';
import { RotaTemplateEntity } from '../modules/lines/rota-template.entity.js';
import { RotaTemplateLineEntity } from '../modules/lines/rota-template-line.entity.js';
import { RotaTemplateVersionEntity } from '../modules/lines/rota-template-version.entity.js';
import { ExceptionReportEventEntity } from '../modules/exception-reports/exception-report-event.entity.js';
import { ReportFineEntity } from '../modules/exception-reports/report-fine.entity.js';
import { ExceptionReportEntity } from '../modules/exception-reports/exception-report.entity.js';
import { ScimDirectoryEntity } from '../modules/scim/scim-directory.entity.js';
import { ScimUserEntity } from '../modules/scim/scim-user.entity.js';
import { MailEntity } from '../modules/notices/mail.entity.js';
import { ApprovalRunEntity } from '../modules/approval-runs/approval-run.entity.js';
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
  LeaveLimitsEntity,
  LeaveAdjustmentEntity,
  LeaveServiceEntity,
  BankHolidayEntity,
  AccountEntity,
  AccountRoleEntity,
  SessionEntity,
  PasswordLinkEntity,
  PasswordResetRequestEntity,
  SecondStepEntity,
  RecoveryCodeEntity,
  ProviderSignInEntity,
  ProviderLogoutEntity,
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
  RoundEntity,
  RoundPickEntity,
  IntakeEntity,
  PostMappingEntity,
  RotationEntity,
  RotationDeadlineEntity,
  RotaTemplateEntity,
  RotaTemplateVersionEntity,
  RotaTemplateLineEntity,
  AllocationTemplateEntity,
  LineAllocationEntity,
  LinePlaceEntity,
  WorkScheduleEntity,
  WorkScheduleVersionEntity,
  ApprovalRunEntity,
  ExceptionReportEntity,
  ReportFineEntity,
  ExceptionReportEventEntity,
  ScimDirectoryEntity,
  ScimUserEntity,
  MailEntity,
  MailPreferencesEntity,
  AuditChainEntity,
  AuditEntryEntity,
];
