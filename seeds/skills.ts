import { type DemoSkill } from './demo-types.js';

export const skills: readonly DemoSkill[] = [
  { code: 'ALS', name: 'Advanced Life Support' },
  { code: 'APLS', name: 'Advanced Paediatric Life Support' },
  { code: 'AIRWAY', name: 'Advanced airway' },
  { code: 'TRAUMA', name: 'Trauma team leader' },
  { code: 'EPIC', name: 'Emergency physician in charge' },
  { code: 'ILS', name: 'Immediate Life Support' },
  { code: 'NIC', name: 'Nurse in charge' },
  { code: 'IV', name: 'Intravenous medicines' },
  { code: 'NIV', name: 'Non-invasive ventilation' },
  { code: 'VENEPUNCTURE', name: 'Venepuncture' },
];
