// What a view hears of its model, {event: what is done}; gives what ends all of it.
export function listen(model, heard) {
  const events = Object.entries(heard);
  for (const [event, act] of events) model.on(event, act);
  return () => {
    for (const [event, act] of events) model.off?.(event, act);
  };
}
