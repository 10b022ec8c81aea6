import { engines, migratedDatabase } from '../__testUtils__/databases';
import { DatabaseMappingStore } from './DatabaseMappingStore';

describe.each(engines)('DatabaseMappingStore on %s', engine => {
  it('keeps, replaces and forgets mappings, each portal for itself', async () => {
    const knex = await migratedDatabase(engine);
    const mappings = DatabaseMappingStore.create({
      knex,
      now: () => new Date('2026-01-01T00:00:00Z'),
    });
    const ada = 'user:default/ada';
    await mappings.save(
      'one',
      { 'user:a/x': 'user:b/x', 'user:a/y': ada },
      ada,
    );
    await mappings.save('other', { 'user:a/x': 'user:c/x' }, ada);

    await mappings.save('one', { 'user:a/x': 'user:b/z', 'user:a/y': '' }, ada);

    expect(await mappings.get('one')).toEqual({ 'user:a/x': 'user:b/z' });
    expect(await mappings.get('other')).toEqual({ 'user:a/x': 'user:c/x' });
    expect(await mappings.get('none')).toEqual({});
  });
});
