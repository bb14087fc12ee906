import { ExchangeError } from '../errors/exchange-error.js';

/** Undefined where no response comes, or the app is not there any more. */
export async function ifResponds<Response>(asking: Promise<Response>): Promise<Response | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ExchangeError) return undefined;
    throw error;
  }
}
