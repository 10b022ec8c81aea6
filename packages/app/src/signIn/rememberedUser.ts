const key = 'sample-portal-user';

/** Who signed in in this browser tab, so that a reload does not ask again. */
export const rememberedUser = {
  read: () => sessionStorage.getItem(key) ?? undefined,
  write: (name: string) => sessionStorage.setItem(key, name),
  forget: () => sessionStorage.removeItem(key),
};
