// How far two coders agree beyond chance: Cohen's kappa, with an interval. (measure/agreement.py)

const WIDE = 1.96; // standard errors on either side: an interval of 95 %

// Wilson's interval of a share: it has a width also where all or none agree.
function wilson(share, count) {
  const square = WIDE ** 2, whole = 1 + square / count;
  const middle = (share + square / (2 * count)) / whole;
  const half = (WIDE / whole) * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2));
  return [middle - half, middle + half];
}

// Of two lists of codes: how many are the same, how many would be by chance, kappa, and its interval
// with what chance gives held fixed. kappa is null where chance alone would give all.
export function agreement(one, other) {
  const count = one.length, same = one.filter((code, place) => code === other[place]).length;
  const share = (codes, code) => codes.filter((given) => given === code).length / count;
  const chance = [...new Set(one)].reduce((sum, code) => sum + share(one, code) * share(other, code), 0);
  const result = { count, same, chance: chance * count, kappa: null, low: null, high: null };
  if (!count || 1 - chance < 1e-9) return result;
  const above = (given) => (given - chance) / (1 - chance);
  const [low, high] = wilson(same / count, count);
  return { ...result, kappa: above(same / count), low: above(low), high: Math.min(1, above(high)) };
}

// How often a code of one was another of the other: [{yours, ours, places}], the most frequent first.
export function confusions(one, other) {
  const pairs = new Map();
  one.forEach((yours, place) => {
    const ours = other[place], key = `${yours} ${ours}`;
    if (yours === ours) return;
    if (!pairs.has(key)) pairs.set(key, { yours, ours, places: [] });
    pairs.get(key).places.push(place);
  });
  return [...pairs.values()].sort((a, b) => b.places.length - a.places.length);
}
