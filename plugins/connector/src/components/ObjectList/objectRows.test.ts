import { billingObject, ordersObject } from '../../__fixtures__/archives';
import { objectRows } from './objectRows';

const orders = { kind: 'object', object: ordersObject };
const billing = { kind: 'object', object: billingObject };
const needs = [
  {
    kind: 'needed',
    by: ordersObject,
    ref: 'api:default/orders',
    inArchive: true,
  },
  {
    kind: 'needed',
    by: ordersObject,
    ref: 'system:default/shop',
    inArchive: false,
  },
];
const objects = [ordersObject, billingObject];
const none = new Set<number>();

describe('the lines of a list of objects', () => {
  it('are the objects', () => {
    expect(objectRows(objects, false, none)).toEqual([orders, billing]);
    expect(objectRows([], true, none)).toEqual([]);
  });

  it('have below an object what it needs, and whether the archive has it', () => {
    expect(objectRows(objects, true, none)).toEqual([
      orders,
      ...needs,
      billing,
    ]);
  });

  it('are turned one by one, either way', () => {
    const turned = new Set([ordersObject.seq]);
    expect(objectRows(objects, false, turned)).toEqual([
      orders,
      ...needs,
      billing,
    ]);
    expect(objectRows(objects, true, turned)).toEqual([orders, billing]);
  });
});
