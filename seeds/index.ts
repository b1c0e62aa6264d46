export { demoUnits, loadDemo, type LoadDemoOptions } from './load-demo.js';
