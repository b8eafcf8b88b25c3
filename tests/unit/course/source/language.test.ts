import { expect, test } from 'vitest';
import { guessLanguage } from '../../../../src/course/source/language.ts';

const DE =
  'Eine Warteschlange ist eine Reihe von Anfragen, die auf einen freien Server warten. Wenn sie länger wird, wird auch die Wartezeit für jede von ihnen länger, und das ist nicht immer zu sehen. Mit einem zweiten Server wird die Schlange kürzer.';

test.each([
  ['zh', '索引使用平衡树，可以加快查询速度。事务的隔离级别有四种。'],
  ['zh-Hant', '這個章節說明為什麼資料庫需要索引，以及它們對查詢的影響。'],
  ['ja', 'キャッシュは、よく使うデータを近くに置いて、読み取りを速くするためのものです。'],
  ['ko', '캐시는 자주 쓰는 데이터를 가까이에 두어 읽기를 빠르게 한다. 그러나 오래된 값을 줄 수 있다.'],
  ['ar', 'ذاكرة التخزين المؤقت تجعل القراءة أسرع لأنها تحتفظ بالبيانات قريبة من القارئ.'],
  ['fa', 'حافظهٔ نهان داده‌های پرکاربرد را نزدیک نگه می‌دارد و گاهی مقدار کهنه می‌دهد. چرا؟'],
  ['he', 'מטמון שומר נתונים קרוב לקורא כדי שהקריאה תהיה מהירה יותר.'],
  ['ru', 'Кэш хранит данные рядом с читателем, чтобы чтение было быстрее.'],
  ['uk', 'Кеш зберігає дані ближче до читача, щоб читання було швидшим.'],
  ['el', 'Η κρυφή μνήμη κρατά τα δεδομένα κοντά στον αναγνώστη.'],
  ['de', DE],
  [
    'fr',
    'Une file est une suite de demandes qui attendent un serveur. Quand elle est longue, le temps est long pour les clients, et ce temps est dans les mesures que vous avez sur cette page.',
  ],
  [
    'es',
    'Una cola es una fila de peticiones que esperan por un servidor. Cuando la cola es larga, el tiempo para los clientes es más largo, y esta es una de las razones para que se use con cuidado.',
  ],
  [
    'en',
    'A queue is a row of requests that wait for a server. When it is long, the time for each of them is long, and this is not to be seen in the averages that you have.',
  ],
])('%s is known by its script or its words', (language, text) => {
  expect(guessLanguage(text)).toBe(language);
});

test.each([
  ['a few words', 'Fresh, and just off the boil.'],
  ['code', '```js\nder.die(das); und();\n```'],
  ['names', 'Kubernetes, PostgreSQL, Redis'],
  ['nothing', ''],
])('%s show no language', (_name, text) => {
  expect(guessLanguage(text)).toBeUndefined();
});

test('a Chinese text about code is Chinese, an English one with a Chinese word is English', () => {
  expect(
    guessLanguage('使用 `SELECT * FROM table WHERE id = 1` 查询 PostgreSQL 数据库，性能取决于索引。'),
  ).toBe('zh');
  expect(
    guessLanguage(
      'The word 缓存 is what a cache is called in Chinese, and this is a text that is about it for you.',
    ),
  ).toBe('en');
});
