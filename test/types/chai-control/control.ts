// Has to be refused, in these lines and no others: what `@ts-expect-error` says elsewhere depends on it.
import { expect } from 'chai';
import 'expect-cors/chai';

const app = () => undefined;

void expect(app).to.allowOrigin('https://app.example');
void expect(app).to.allowOrigins('https://app.example');
void expect(app).to.not.rejectOrigin('https://app.example', { pth: '/users' });
void expect(app).to.handlePreflight(1);
void expect(app).to.allowOrigin('app.example');
