/**
 * A setting, or something a setting points to, cannot be used. The message names the variable, its value
 * (secrets masked) and a way out; the launcher prints it alone, without a stack.
 */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  constructor(
    readonly variable: string,
    message: string,
  ) {
    super(message);
  }
}
