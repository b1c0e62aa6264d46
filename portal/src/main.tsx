import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/open-sans/wght.css';
import 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.css';
import './styles/base.css';
import './styles/grid.css';
import './styles/parts.css';
import './styles/leave.css';
import './styles/staff.css';
import './styles/sign-in.css';
import { App } from './app';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
