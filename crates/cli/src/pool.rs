//! Work on many items by several threads, with the results in the order of the items.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Items in flight for each thread: enough to keep it busy, few enough to bound the memory.
pub(crate) const AHEAD: usize = 8;

/// Calls `work` on every item in `jobs` threads and `done` on every result, in order, in this thread; `ahead` items
/// for each thread are in flight. `done` gives false to stop; nothing more is started then.
pub(crate) fn in_order<I, T, R>(
    items: I,
    jobs: usize,
    ahead: usize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> bool,
) where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
{
    if jobs <= 1 {
        for item in items {
            if !done(work(item)) {
                return;
            }
        }
        return;
    }
    let source = Mutex::new(items.enumerate());
    let results = Results {
        state: Mutex::new(State::new(jobs)),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while results.may_start(jobs * ahead) {
                    let next = source.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((number, item)) = next else { break };
                    results.put(number, work(item));
                }
                results.leave();
            });
        }
        while let Some(result) = results.take() {
            if !done(result) {
                results.stop();
                break;
            }
        }
    });
}

struct Results<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    ready: BTreeMap<usize, R>,
    /// The number of the next result to hand out.
    next: usize,
    started: usize,
    workers: usize,
    stopped: bool,
}

impl<R> State<R> {
    fn new(workers: usize) -> Self {
        Self {
            ready: BTreeMap::new(),
            next: 0,
            started: 0,
            workers,
            stopped: false,
        }
    }
}

impl<R> Results<R> {
    fn lock(&self) -> std::sync::MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until fewer than `most` items are in flight; false once the work is stopped.
    fn may_start(&self, most: usize) -> bool {
        let mut state = self.lock();
        while !state.stopped && state.started - state.next >= most {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.started += 1;
        !state.stopped
    }

    fn put(&self, number: usize, result: R) {
        self.lock().ready.insert(number, result);
        self.changed.notify_all();
    }

    fn leave(&self) {
        self.lock().workers -= 1;
        self.changed.notify_all();
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// The next result in order; `None` once all workers have left and none is ready.
    fn take(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            let next = state.next;
            if let Some(result) = state.ready.remove(&next) {
                state.next += 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.workers == 0 {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        for jobs in [1, 2, 5] {
            let mut seen = Vec::new();
            in_order(
                0..200,
                jobs,
                AHEAD,
                |n: u64| {
                    thread::sleep(std::time::Duration::from_micros(n * 37 % 50));
                    n * 2
                },
                |n| {
                    seen.push(n);
                    true
                },
            );
            assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn stops_when_told() {
        let mut seen = 0;
        in_order(
            0..,
            3,
            AHEAD,
            |n: u64| n,
            |n| {
                seen = n;
                n < 10
            },
        );
        assert_eq!(seen, 10);
    }
}
