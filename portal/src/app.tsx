import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { createQueryClient } from './api/query-client';
import { CompliancePage } from './compliance/compliance-page';
import { CrashPage, NotFoundPage } from './layout/error-pages';
import { HomePage } from './layout/home-page';
import { Layout } from './layout/layout';
import { MyRotaPage } from './my/my-rota-page';
import { LedgerPage } from './pay/ledger-page';
import { MyPayPage } from './pay/my-pay-page';
import { PayPage } from './pay/pay-page';
import { PublishPage } from './publish/publish-page';
import { SentPage } from './publish/sent-page';
import { NewRotaPage } from './rotas/new-rota-page';
import { RotaGridPage } from './rotas/rota-grid-page';
import { RotaLayout } from './rotas/rota-layout';
import { RotasPage } from './rotas/rotas-page';
import { RulesPage } from './rules/rules-page';
import { RequireSession } from './session/require-session';
import { SignInPage } from './session/sign-in-page';
import { CoverPage } from './setup/cover-page';
import { PeoplePage } from './setup/people-page';
import { RequestsPage } from './setup/requests-page';
import { ShiftTypesPage } from './setup/shift-types-page';
import { TemplatePage } from './templates/template-page';
import { WorkedHoursPage } from './worked-hours/worked-hours-page';
import { UnfilledPage } from './gaps/unfilled-page';

const createRouter = () =>
  createBrowserRouter([
    {
      element: <Layout />,
      errorElement: <CrashPage />,
      children: [
        { path: '/sign-in', element: <SignInPage /> },
        {
          element: <RequireSession />,
          errorElement: <CrashPage />,
          children: [
            { index: true, element: <HomePage /> },
            { path: '/my-rota', element: <MyRotaPage /> },
            { path: '/my-pay', element: <MyPayPage /> },
            { path: '/units/:unitId/rotas', element: <RotasPage /> },
            { path: '/units/:unitId/rotas/new', element: <NewRotaPage /> },
            { path: '/units/:unitId/people', element: <PeoplePage /> },
            { path: '/units/:unitId/shift-types', element: <ShiftTypesPage /> },
            { path: '/units/:unitId/cover', element: <CoverPage /> },
            { path: '/units/:unitId/requests', element: <RequestsPage /> },
            { path: '/rules', element: <RulesPage /> },
            { path: '/units/:unitId/rules', element: <RulesPage /> },
            { path: '/templates', element: <TemplatePage /> },
            { path: '/units/:unitId/worked-hours', element: <WorkedHoursPage /> },
            { path: '/units/:unitId/pay', element: <PayPage /> },
            { path: '/units/:unitId/pay/:personId', element: <LedgerPage /> },
            {
              path: '/rotas/:rotaId',
              element: <RotaLayout />,
              children: [
                { index: true, element: <RotaGridPage /> },
                { path: 'unfilled', element: <UnfilledPage /> },
                { path: 'compliance', element: <CompliancePage /> },
                { path: 'publish', element: <PublishPage /> },
                { path: 'sent', element: <SentPage /> },
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
