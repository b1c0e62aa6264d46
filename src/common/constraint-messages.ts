import { type FailureKind } from './domain-error.js';

export interface ConstraintMessage {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
}

const taken = (message: string, code = 'already-exists'): ConstraintMessage => ({
  kind: 'conflict',
  code,
  message,
});

/** What a refusal by the database means to people, by the name of the constraint. */
export const CONSTRAINT_MESSAGES: Readonly<Record<string, ConstraintMessage>> = {
  units_organisation_id_code_key: taken('Another unit has this code already; choose another code.'),
  unit_rule_overrides_unit_id_rule_code_effective_from_key: taken(
    'This unit already sets this rule from that day on; change that entry instead.',
  ),
  skills_organisation_id_code_key: taken('Another skill has this code already; choose another code.'),
  people_organisation_id_staff_number_key: taken(
    'Somebody else has this staff number already; find them by it, or correct the number.',
  ),
  people_registration_body_registration_number_key: taken(
    'Somebody else has this registration number already; find them by it, or correct the number.',
  ),
  person_skills_person_id_skill_id_daterange_excl: taken(
    'This person holds this skill already for some of those days; change that entry instead.',
    'overlapping-skill',
  ),
  placements_person_id_unit_id_daterange_excl: taken(
    'This person is placed in this unit already for some of those days; end that placement first.',
    'overlapping-placement',
  ),
  shift_types_unit_id_code_key: taken(
    'Another shift type of this unit has this code already; choose another code.',
  ),
  cover_templates_unit_id_daterange_excl: taken(
    'Another demand template of this unit is valid already on some of those days; end that one first.',
    'overlapping-template',
  ),
  cover_exceptions_cover_line_id_date_key: taken(
    'This line has an exception on that date already; change that one.',
  ),
  absences_person_id_daterange_excl: taken(
    'This person is away already on some of those days; change that entry instead.',
    'overlapping-absence',
  ),
  accounts_email_key: taken('Another account has this email address already.'),
  accounts_person_id_key: taken('This person has an account already.'),
  account_roles_once: taken('The account has this role already.'),
  rotas_unit_id_daterange_excl: taken(
    'Another rota of this unit covers some of those days; choose days that no rota covers yet.',
    'overlapping-rota',
  ),
  one_shift_a_day: taken(
    'This person has a shift on that day already; change or remove that one first.',
    'shift-on-that-day',
  ),
  nobody_in_two_places: taken(
    'This person works elsewhere at that time, perhaps in another unit; nobody can be in two places at once.',
    'overlapping-shift',
  ),
  one_fill_a_rota: taken('This rota is being filled already; wait for it, or stop it first.', 'fill-running'),
  one_pay_point_a_day: taken(
    'This person has a pay point already on some of those days; end that one first.',
    'overlapping-pay-term',
  ),
  one_entry_a_shift: taken('What was worked is entered for this shift already; change that entry instead.'),
  worked_shift_stands: taken(
    'What was worked is entered for this shift, so it stays as it is; take that entry back first.',
    'worked-already',
  ),
  nobody_works_twice: taken(
    'This person worked something else at that time; nobody can be in two places at once. Correct the times, or that other entry.',
    'overlapping-work',
  ),
  a_shift_once_in_a_swap: taken('A shift can be in a swap only once.'),
  one_swap_a_version: taken(
    'This shift has been handed over by another swap already; look at the rota again.',
    'shift-changed',
  ),
  one_template_a_name: taken('Another template of this unit has this name already; choose another name.'),
  shift_type_of_a_template: taken(
    'A rota template has this shift type in its lines; make it inactive instead.',
    'still-used',
  ),
  one_allocation_at_a_time: taken(
    'Doctors are allocated to this template already for some of those days; choose other days, or change that allocation.',
    'overlapping-allocation',
  ),
  one_line_at_a_time: taken(
    'This person is on a line of this unit already for some of those days; take them off it first.',
    'already-on-a-line',
  ),
  line_is_not_given_twice: taken(
    'Somebody else is on this part of the line already; look at the allocation again.',
    'line-taken',
  ),
  swap_is_over: taken('This swap is over already; look at your rota as it is now.', 'swap-over'),
  swap_needs_everybody: taken('Not everybody has agreed to this swap yet.', 'swap-over'),
  one_open_link_an_account: taken('A link is being sent for this account already; look for it in the mail.'),
  link_is_over: taken(
    'This link has been used or replaced already; sign in, or ask for a new link.',
    'link-used',
  ),
  one_account_a_provider_subject: taken("Another account is linked to this sign-in of the trust's already."),
  one_feed_a_person: taken('A new calendar address is being made for this person already; try again.'),
  one_claim_a_person: taken('You have claimed this shift already.'),
  one_winner_a_vacancy: taken('Somebody else has taken this shift.', 'vacancy-over'),
  one_vacancy_a_shift: taken('This shift has come from another open shift already.', 'vacancy-over'),
  vacancy_is_over: taken('This shift is not open any more.', 'vacancy-over'),
  vacancy_needs_a_winner: taken('Nobody has taken this shift yet.', 'vacancy-over'),
  one_request_at_a_time: taken(
    'Leave is asked for already on some of those days; withdraw that request first, or choose other days.',
    'overlapping-request',
  ),
  leave_is_over: taken('This leave is decided already; look at it as it is now.', 'leave-decided'),
  round_of_a_number: taken(
    'Another round of this rota was made at the same moment; look at the rounds again.',
  ),
  rounds_one_at_a_time: taken(
    'Another round of this rota is open at that time; let one close before the next opens.',
    'overlapping-round',
  ),
  one_pick_a_day: taken(
    'You have picked a shift on that day already; take that one back first.',
    'picked-already',
  ),
  pick_is_decided: taken('This round is closed and its picks are decided.', 'round-closed'),
  one_unit_a_post: taken('These posts have a unit already; change that entry instead.'),
  one_directory_a_name: taken('Another directory has this name already; choose another, or revoke that one.'),
  one_user_an_external_id: taken('Another user of this directory has this externalId already.'),
  one_user_a_user_name: taken('Another user of this directory has this userName already.'),
  one_rotation_a_start: taken('This programme has a rotation from that day on already; change that one.'),
  one_deadline_a_step: taken('Somebody else has changed the units of this rotation; look at it again.'),
  one_open_run_a_sheet: taken('Another run has this sheet as its first step; end that one first.'),
  intake_is_over: taken('This sheet has been applied or discarded already.', 'intake-over'),
  one_work_schedule_at_a_time: taken(
    'A work schedule of this doctor for some of those days was issued at the same moment; look at the schedules again.',
  ),
  one_report_an_occurrence: taken(
    'You have reported this for that day already; withdraw that report first.',
    'reported-already',
  ),
  exception_report_is_over: taken('This report has been dealt with or withdrawn meanwhile.', 'report-over'),
  exception_report_is_withheld: {
    kind: 'not-allowed',
    code: 'not-allowed',
    message: 'This report is not for you.',
  },
  nobody_decides_their_own_report: {
    kind: 'not-allowed',
    code: 'own-report',
    message: 'This report is your own; somebody else has to decide upon it.',
  },
  worked_shift_of_unit: {
    kind: 'invalid',
    code: 'invalid-input',
    message: 'The shift belongs to another unit, or to a rota that has not been published.',
  },
  assignment_inside_rota: {
    kind: 'invalid',
    code: 'invalid-input',
    message: "The shift is outside the rota's dates, or its shift type belongs to another unit.",
  },
};
