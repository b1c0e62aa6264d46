// @ts-check
/**
 * Loaded before every script (`node -r`): refuses a Node.js that is too old before it stumbles over a script's syntax
 * or imports. Written in the language of the oldest Node.js that a distribution still brings.
 */
var wanted = '20.19';

/** @param {string} version */
function rank(version) {
  var parts = version.split('.').map(Number);
  return Number(parts[0]) * 1000 + Number(parts[1]);
}

if (rank(process.versions.node) < rank(wanted)) {
  console.error(
    'Node.js ' +
      process.versions.node +
      ' is too old: Rotawright needs ' +
      wanted +
      ' or newer (https://nodejs.org).',
  );
  process.exit(1);
}
