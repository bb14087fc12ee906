// Has to be refused, in these lines and no others: what `@ts-expect-error` says elsewhere depends on it.
import { assertThat } from 'expect-cors/assert';

const app = () => undefined;

void assertThat(app).toAllowOrigin('https://app.example');
void assertThat(app).toAllowOrigins('https://app.example');
void assertThat(app).not.toRejectOrigin('https://app.example', { pth: '/users' });
void assertThat(app).toHandlePreflight(1);
void assertThat(app).toAllowOrigin('app.example');
void assertThat(42).toAllowOrigin('https://app.example');
void assertThat(app).toBeReadable();
