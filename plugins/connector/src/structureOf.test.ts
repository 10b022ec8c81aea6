import { invoices, tableEntity } from './__fixtures__/tables';
import {
  isConnectorEntity,
  isDataDictionaryAvailable,
  structureOf,
} from './structureOf';

const table = tableEntity(JSON.stringify(invoices));

describe('structureOf', () => {
  it('reads the structure of a table', () => {
    expect(structureOf(table)).toEqual({
      outcome: 'read',
      structure: invoices,
    });
  });

  it('says that a definition is not JSON', () => {
    expect(structureOf(tableEntity('CREATE TABLE x'))).toEqual({
      outcome: 'not-json',
    });
  });

  it('says where a definition has another shape', () => {
    const definition = { ...invoices, columns: [{ name: 'id' }] };
    expect(structureOf(tableEntity(JSON.stringify(definition)))).toEqual({
      outcome: 'wrong-shape',
      place: 'columns.0.position',
    });
    expect(structureOf(tableEntity('"text"'))).toEqual({
      outcome: 'wrong-shape',
      place: 'the top',
    });
  });
});

describe('isDataDictionaryAvailable', () => {
  it('needs an imported table or view with a definition', () => {
    expect(isDataDictionaryAvailable(table)).toBe(true);
    expect(
      isDataDictionaryAvailable({
        ...table,
        spec: { ...table.spec, type: 'database' },
      }),
    ).toBe(false);
    expect(
      isDataDictionaryAvailable({ ...table, spec: { type: 'table' } }),
    ).toBe(false);
  });

  it('leaves entities alone that no connection imported', () => {
    const foreign = { ...table, metadata: { name: 'x' } };
    expect(isConnectorEntity(foreign)).toBe(false);
    expect(isDataDictionaryAvailable(foreign)).toBe(false);
  });
});
