import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, startBrowser } from './browser-process.js';
import { within, type Driver, type Note } from './driver.js';
import { Marionette } from './marionette.js';

export const commands = ['firefox-esr', 'firefox'];
export const flags = [
  '--headless',
  '--marionette',
  '--remote-allow-system-access',
  '--no-remote',
  '--profile',
];

/** A quiet Firefox: whatever is not loopback goes to a proxy, of names that nobody gave to one that is not there. */
export const preferences = {
  'marionette.port': 0,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1, [::1]',
  'network.http.speculative-parallel-limit': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  // Names every address of a page that opens itself; no dialog may ask about it.
  'dom.disable_beforeunload': true,
};

/** Takes what the console holds: category and text of each message that a script or the network caused. */
const takeMessages = `
  const messages = Services.console.getMessageArray()
    .filter((message) => message instanceof Ci.nsIScriptError)
    .map(({ category, errorMessage }) => [category, errorMessage]);
  Services.console.reset();
  return messages;`;

export const launchFirefox: Driver = async (url, names) => {
  const command = findCommand(commands);
  if (!command) throw new Error(`not installed (none of ${commands.join(', ')} on the PATH)`);
  const browser = startBrowser(command, (profile) => {
    const proxyPort = names === undefined ? 9 : Number(new URL(names.proxy).port);
    const own = { ...preferences, 'network.proxy.http_port': proxyPort, 'network.proxy.ssl_port': proxyPort };
    const lines = Object.entries(own).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    return [...flags, profile];
  });
  try {
    const connected = Promise.race([Marionette.connect(browser.profile), failed(browser.exited)]);
    const marionette = await within(60, 'starting Firefox', connected);
    const session = (await marionette.send('WebDriver:NewSession', {
      pageLoadStrategy: 'none',
      acceptInsecureCerts: names !== undefined,
    })) as { capabilities: { browserVersion: string } };
    await marionette.send('WebDriver:Navigate', { url });
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    return {
      version: session.capabilities.browserVersion,
      concurrency: 5,
      exited: browser.exited,
      async collect() {
        const taken = marionette.send('WebDriver:ExecuteScript', { script: takeMessages, args: [] });
        const { value } = (await within(30, 'asking Firefox', taken)) as { value: [string, string][] };
        return value.flatMap(([category, text]): Note[] => (category.startsWith('CORS') ? [{ text }] : []));
      },
      close: () => browser.end(),
    };
  } catch (error) {
    await browser.end();
    throw error;
  }
};

async function failed(exited: Promise<string>): Promise<never> {
  throw new Error(await exited);
}
