import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { createQueryClient } from './api/query-client';
import { ApprovalPage } from './approval/approval-page';
import { CompliancePage } from './compliance/compliance-page';
import { DirectoriesPage } from './directories/directories-page';
import { DeskPage } from './exception-reports/desk-page';
import { MyReportsPage } from './exception-reports/my-reports-page';
import { ReportPage } from './exception-reports/report-page';
import { UnitCountsPage } from './exception-reports/unit-counts-page';
import { IntakePage } from './intake/intake-page';
import { IntakesPage } from './intake/intakes-page';
import { CrashPage, NotFoundPage } from './layout/error-pages';
import { HomePage } from './layout/home-page';
import { Layout } from './layout/layout';
import { FeedPage } from './my/feed-page';
import { ForgottenPasswordPage } from './my-sign-in/forgotten-password-page';
import { MyMailsPage } from './my-mails/my-mails-page';
import { MySignInPage } from './my-sign-in/my-sign-in-page';
import { SetPasswordPage } from './my-sign-in/set-password-page';
import { MyRotaPage } from './my/my-rota-page';
import { LeaveCalendarPage } from './leave/leave-calendar-page';
import { LeaveLimitsPage } from './leave/leave-limits-page';
import { MyLeavePage } from './leave/my-leave-page';
import { PersonLeavePage } from './leave/person-leave-page';
import { AllocationPage } from './lines/allocation-page';
import { TemplateEditorPage } from './lines/editor/template-editor-page';
import { TrainingNeedsPage } from './lines/training-needs-page';
import { StoredTemplatePage } from './lines/stored-template-page';
import { UnitLinesPage } from './lines/unit-lines-page';
import { ShiftPage } from './my/shift-page';
import { OpenShiftPage } from './open-shifts/open-shift-page';
import { OpenShiftsPage } from './open-shifts/open-shifts-page';
import { UnitVacanciesPage } from './open-shifts/unit-vacancies-page';
import { LedgerPage } from './pay/ledger-page';
import { MyPayPage } from './pay/my-pay-page';
import { PayPage } from './pay/pay-page';
import { PublishPage } from './publish/publish-page';
import { SentPage } from './publish/sent-page';
import { MyRequestsPage } from './requests/my-requests-page';
import { RoundsPage } from './requests/rounds-page';
import { RepairPage } from './repair/repair-page';
import { NewRotaPage } from './rotas/new-rota-page';
import { RotaGridPage } from './rotas/rota-grid-page';
import { RotaLayout } from './rotas/rota-layout';
import { RotasPage } from './rotas/rotas-page';
import { RotationPage } from './rotations/rotation-page';
import { RotationsPage } from './rotations/rotations-page';
import { RulesPage } from './rules/rules-page';
import { RequireSession } from './session/require-session';
import { SignInPage } from './session/sign-in-page';
import { SignInsPage } from './administration/sign-ins-page';
import { UnitsPage } from './administration/units-page';
import { CoverPage } from './setup/cover-page';
import { PeoplePage } from './setup/people-page';
import { RequestsPage } from './setup/requests-page';
import { ShiftTypesPage } from './setup/shift-types-page';
import { HandOnPage } from './swaps/hand-on-page';
import { SwapPage } from './swaps/swap-page';
import { SwapsPage } from './swaps/swaps-page';
import { UnitSwapsPage } from './swaps/unit-swaps-page';
import { SpendPage } from './spend/spend-page';
import { TemplatePage } from './templates/template-page';
import { MySchedulesPage } from './work-schedules/my-schedules-page';
import { SchedulePage } from './work-schedules/schedule-page';
import { UnitSchedulesPage } from './work-schedules/unit-schedules-page';
import { WorkedHoursPage } from './worked-hours/worked-hours-page';
import { UnfilledPage } from './gaps/unfilled-page';

const createRouter = () =>
  createBrowserRouter([
    {
      element: <Layout />,
      errorElement: <CrashPage />,
      children: [
        { path: '/sign-in', element: <SignInPage /> },
        { path: '/set-password', element: <SetPasswordPage /> },
        { path: '/forgotten-password', element: <ForgottenPasswordPage /> },
        {
          element: <RequireSession />,
          errorElement: <CrashPage />,
          children: [
            { index: true, element: <HomePage /> },
            { path: '/my-rota', element: <MyRotaPage /> },
            { path: '/my-rota/calendar', element: <FeedPage /> },
            { path: '/my-rota/shifts/:assignmentId', element: <ShiftPage /> },
            { path: '/my-rota/shifts/:assignmentId/hand-on', element: <HandOnPage /> },
            { path: '/swaps', element: <SwapsPage /> },
            { path: '/swaps/:swapId', element: <SwapPage /> },
            { path: '/open-shifts', element: <OpenShiftsPage /> },
            { path: '/open-shifts/:vacancyId', element: <OpenShiftPage /> },
            { path: '/units/:unitId/swaps', element: <UnitSwapsPage /> },
            { path: '/units/:unitId/vacancies', element: <UnitVacanciesPage /> },
            { path: '/my-pay', element: <MyPayPage /> },
            { path: '/my-work-schedules', element: <MySchedulesPage /> },
            { path: '/my-work-schedules/:scheduleId', element: <SchedulePage /> },
            { path: '/units/:unitId/work-schedules', element: <UnitSchedulesPage /> },
            { path: '/leave', element: <MyLeavePage /> },
            { path: '/people/:personId/leave', element: <PersonLeavePage /> },
            { path: '/requests', element: <MyRequestsPage /> },
            { path: '/units/:unitId/rounds', element: <RoundsPage /> },
            { path: '/my-sign-in', element: <MySignInPage /> },
            { path: '/my-mails', element: <MyMailsPage /> },
            { path: '/units/:unitId/rotas', element: <RotasPage /> },
            { path: '/units/:unitId/rotas/new', element: <NewRotaPage /> },
            { path: '/units/:unitId/people', element: <PeoplePage /> },
            { path: '/units/:unitId/shift-types', element: <ShiftTypesPage /> },
            { path: '/units/:unitId/cover', element: <CoverPage /> },
            { path: '/units/:unitId/requests', element: <RequestsPage /> },
            { path: '/units/:unitId/leave', element: <LeaveCalendarPage /> },
            { path: '/units/:unitId/leave/limits', element: <LeaveLimitsPage /> },
            { path: '/rules', element: <RulesPage /> },
            { path: '/units/:unitId/rules', element: <RulesPage /> },
            { path: '/templates', element: <TemplatePage /> },
            { path: '/units/:unitId/lines', element: <UnitLinesPage /> },
            { path: '/units/:unitId/lines/templates/:templateId', element: <StoredTemplatePage /> },
            { path: '/units/:unitId/lines/templates/:templateId/edit', element: <TemplateEditorPage /> },
            {
              path: '/units/:unitId/lines/:allocationId/training-needs',
              element: <TrainingNeedsPage />,
            },
            { path: '/units/:unitId/lines/:allocationId', element: <AllocationPage /> },
            { path: '/my-exception-reports', element: <MyReportsPage /> },
            { path: '/exception-reports', element: <DeskPage /> },
            { path: '/exception-reports/:reportId', element: <ReportPage /> },
            { path: '/units/:unitId/exception-reports', element: <UnitCountsPage /> },
            { path: '/directories', element: <DirectoriesPage /> },
            { path: '/intakes', element: <IntakesPage /> },
            { path: '/intakes/:intakeId', element: <IntakePage /> },
            { path: '/units', element: <UnitsPage /> },
            { path: '/sign-ins', element: <SignInsPage /> },
            { path: '/rotations', element: <RotationsPage /> },
            { path: '/rotations/:rotationId', element: <RotationPage /> },
            { path: '/rotations/:rotationId/approval', element: <ApprovalPage /> },
            { path: '/units/:unitId/worked-hours', element: <WorkedHoursPage /> },
            { path: '/units/:unitId/pay', element: <PayPage /> },
            { path: '/units/:unitId/pay/:personId', element: <LedgerPage /> },
            {
              path: '/rotas/:rotaId',
              element: <RotaLayout />,
              children: [
                { index: true, element: <RotaGridPage /> },
                { path: 'unfilled', element: <UnfilledPage /> },
                { path: 'repair', element: <RepairPage /> },
                { path: 'compliance', element: <CompliancePage /> },
                { path: 'publish', element: <PublishPage /> },
                { path: 'sent', element: <SentPage /> },
                { path: 'spend', element: <SpendPage /> },
              ],
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);

export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
