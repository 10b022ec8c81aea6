import { holdsCredential } from './holdsCredential';

describe('holdsCredential', () => {
  it.each([
    'postgres://ada:hunter2@db.example.com/shop',
    'https://ghp_token@github.example.com/shop.git',
    'jdbc:postgresql://db/shop?user=ada&password=hunter2',
    'jdbc:oracle:thin:ada/hunter2@db:1521/shop',
    'mysql://ada:p/w#x@db',
    'Server=db;Uid=ada;Pwd=hunter2;',
    'AccountName=shop;AccountKey=abc123==',
    'https://shop.blob.example.com/x?sv=1&sig=abc',
    '{"api_key": "abc"}',
    'Authorization: Basic YWRhOmh1bnRlcjI=',
    'bearer abcdef123456',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    '-----BEGIN PRIVATE KEY-----\nMIIE',
  ])('finds one in %j', text => {
    expect(holdsCredential(text)).toBe(true);
  });

  it.each([
    '',
    'db.example.com',
    'postgres://db.example.com:5432/shop',
    'ada@example.com',
    '/var/lib/shop.db',
    'C:\\shop\\shop.db',
    'prefer',
    'password_store',
    'token',
    '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----',
  ])('finds none in %j', text => {
    expect(holdsCredential(text)).toBe(false);
  });

  it('takes no longer for a text made to be slow', () => {
    const started = performance.now();
    for (const piece of ['://', 'key ', 'a/', 'x', '-----BEGIN ', ' ']) {
      holdsCredential(piece.repeat(200_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
