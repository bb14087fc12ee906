import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, startBrowser } from '../browser-process.js';
import { within } from '../driver.js';
import { commands, flags, preferences } from '../firefox.js';
import { Marionette } from '../marionette.js';
import { type Recorded, until } from './recorded.js';

/** Opens the network monitor of the tab, as F12 does. */
const openMonitor = `
  const done = arguments[arguments.length - 1];
  (async () => {
    const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = require('devtools/client/framework/devtools');
    const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId: 'netmonitor' });
    window.toolboxOfTest = toolbox;
    return 'open';
  })().then(done, (error) => done(String(error) + error.stack));`;

/** What "Save All As HAR" of the network monitor writes. */
const exportHar = `
  const done = arguments[arguments.length - 1];
  (async () => {
    const panel = window.toolboxOfTest.getPanel('netmonitor').panelWin;
    const { HarMenuUtils } = panel.windowRequire('devtools/client/netmonitor/src/har/har-menu-utils');
    const { getDisplayedRequests } = panel.windowRequire('devtools/client/netmonitor/src/selectors/index');
    const requests = getDisplayedRequests(panel.store.getState());
    return HarMenuUtils.copyAllAsHar(requests, panel.connector);
  })().then(done, (error) => done('failed: ' + String(error) + error.stack));`;

/** Opens a page in Firefox with its network monitor open, and exports what it holds once the page is done. */
export async function recordFirefox(url: string): Promise<Recorded> {
  const command = findCommand(commands);
  if (command === null) throw new Error('Firefox is not installed');
  const browser = startBrowser(command, (profile) => {
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    return [...flags, profile];
  });
  try {
    const marionette = await within(60, 'starting Firefox', Marionette.connect(browser.profile));
    const session = (await marionette.send('WebDriver:NewSession', {})) as {
      capabilities: { browserVersion: string };
    };
    const inChrome = async (script: string): Promise<string> => {
      await marionette.send('Marionette:SetContext', { value: 'chrome' });
      const { value } = (await marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [] })) as {
        value: string;
      };
      await marionette.send('Marionette:SetContext', { value: 'content' });
      return value;
    };
    const opened = await inChrome(openMonitor);
    if (opened !== 'open') throw new Error(opened);
    await marionette.send('WebDriver:Navigate', { url });
    await until('the page', async () => {
      const script = 'return window.wrappedJSObject?.isDone ?? window.isDone';
      const { value } = (await marionette.send('WebDriver:ExecuteScript', { script, args: [] })) as {
        value: unknown;
      };
      return value;
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { version: `Firefox/${session.capabilities.browserVersion}`, har: await inChrome(exportHar) };
  } finally {
    await browser.end();
  }
}
