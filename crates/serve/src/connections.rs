//! Connections that can't be held open for nothing: each has so long to ask and to take its answer, and where there
//! are too many the one that has been idle longest makes room. Who asks is never turned away for those who don't.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep};

/// Connections at a time, and of one address that is not this computer's: a browser has six, and few programs more
/// (guesses; each costs a file descriptor, of which a process has 1,024 by default).
const MOST: usize = 500;
const MOST_OF_ONE: usize = 100;
/// How long a connection may take for the head of a request, from when it was opened or last answered. Browsers open
/// a connection anew where one was closed.
pub(crate) const HEAD: Duration = Duration::from_secs(15);
/// How long may pass without a byte of an answer being taken.
const ANSWER: Duration = Duration::from_secs(30);
/// How long is waited when the system has no descriptors left and nobody could make room.
const NO_ROOM: Duration = Duration::from_millis(50);

/// The connections that are open.
#[derive(Clone, Default)]
pub(crate) struct Connections {
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    next: u64,
    all: BTreeMap<u64, One>,
}

struct One {
    address: IpAddr,
    /// Requests of it that are being answered.
    busy: usize,
    /// Answers that were given.
    answered: u64,
    since: Instant,
    closing: bool,
    waker: Option<Waker>,
}

/// A connection's place among the others; given up when the last of its copies goes.
#[derive(Clone)]
pub(crate) struct Held {
    place: Arc<Place>,
}

struct Place {
    number: u64,
    connections: Connections,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().all.remove(&self.number);
    }
}

impl Connections {
    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection in; `None` where all that are open are being answered.
    fn take(&self, address: IpAddr) -> Option<Held> {
        let mut open = self.lock();
        let of_one = open
            .all
            .values()
            .filter(|one| one.address == address && !one.closing);
        let is_greedy = !address.is_loopback() && of_one.count() >= MOST_OF_ONE;
        let is_full = open.all.values().filter(|one| !one.closing).count() >= MOST;
        if (is_greedy && !open.make_room(Some(address))) || (is_full && !open.make_room(None)) {
            return None;
        }
        let number = open.next;
        open.next += 1;
        let one = One {
            address,
            busy: 0,
            answered: 0,
            since: Instant::now(),
            closing: false,
            waker: None,
        };
        open.all.insert(number, one);
        drop(open);
        Some(Held {
            place: Arc::new(Place {
                number,
                connections: self.clone(),
            }),
        })
    }
}

impl Open {
    /// Closes the connection that has been idle longest, of one address where it is given; those that never asked go
    /// first. Whether there was one.
    fn make_room(&mut self, of: Option<IpAddr>) -> bool {
        let idle = self.all.iter_mut().filter(|(_, one)| {
            one.busy == 0 && !one.closing && of.is_none_or(|address| one.address == address)
        });
        let longest = idle.min_by_key(|(_, one)| (one.answered > 0, one.since));
        let Some((_, one)) = longest else {
            return false;
        };
        one.closing = true;
        if let Some(waker) = one.waker.take() {
            waker.wake();
        }
        true
    }
}

/// How a connection stands.
struct Standing {
    busy: bool,
    answered: u64,
    closing: bool,
}

impl Held {
    /// Counts a request as being answered until what is given is dropped.
    pub(crate) fn answering(&self) -> Answering {
        self.with(|one| one.busy += 1);
        Answering(self.clone())
    }

    fn with<T>(&self, change: impl FnOnce(&mut One) -> T) -> Option<T> {
        let mut open = self.place.connections.lock();
        open.all.get_mut(&self.place.number).map(change)
    }

    fn standing(&self, waker: &Waker) -> Standing {
        let standing = self.with(|one| {
            one.waker = Some(waker.clone());
            Standing {
                busy: one.busy > 0,
                answered: one.answered,
                closing: one.closing,
            }
        });
        standing.unwrap_or(Standing {
            busy: false,
            answered: 0,
            closing: true,
        })
    }
}

/// A request that is being answered.
pub(crate) struct Answering(Held);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.with(|one| {
            one.busy = one.busy.saturating_sub(1);
            one.answered += 1;
            one.since = Instant::now();
        });
    }
}

/// Listens, and takes connections in.
pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) connections: Connections,
}

impl Listener for Door {
    type Io = Patient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Patient, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, address)) => {
                    if let Some(held) = self.connections.take(address.ip()) {
                        return (Patient::new(stream, held), address);
                    }
                }
                // Most likely no descriptor is left.
                Err(_) => {
                    self.connections.lock().make_room(None);
                    tokio::time::sleep(NO_ROOM).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Held {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().held.clone()
    }
}

/// A connection whose patience ends.
pub(crate) struct Patient {
    stream: TcpStream,
    held: Held,
    /// When the next request must be there.
    asks: Pin<Box<Sleep>>,
    answered: u64,
    /// When the answer must be taken on, while it is not.
    takes: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream, held: Held) -> Self {
        Self {
            stream,
            held,
            asks: Box::pin(tokio::time::sleep(HEAD)),
            answered: 0,
            takes: None,
        }
    }

    fn ask_again(&mut self) {
        self.asks.as_mut().reset(Instant::now() + HEAD);
    }

    /// Looks to it that answers are taken.
    fn taking<T>(
        &mut self,
        context: &mut Context<'_>,
        done: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.takes = None;
            self.ask_again();
            return done;
        }
        let takes = self
            .takes
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(ANSWER)));
        match takes.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let standing = self.held.standing(context.waker());
        if standing.closing && !standing.busy {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        if standing.answered != self.answered {
            self.answered = standing.answered;
            self.ask_again();
        }
        // While it is being answered it waits for us; its body has a limit of its own.
        if !standing.busy && self.asks.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.taking(context, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.taking(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

    fn closing(held: &Held) -> bool {
        held.standing(Waker::noop()).closing
    }

    #[test]
    fn those_who_never_asked_make_room_first() {
        let connections = Connections::default();
        let held: Vec<Held> = (0..MOST).map(|_| connections.take(HERE).unwrap()).collect();
        drop(held[0].answering());
        let busy = held[1].answering();
        let next = connections.take(HERE).unwrap();
        let gone: Vec<usize> = (0..MOST).filter(|&at| closing(&held[at])).collect();
        assert_eq!(gone, [2]);
        assert!(!closing(&next));
        drop(busy);
        let all: Vec<_> = held.iter().map(Held::answering).collect();
        let _one = next.answering();
        assert!(connections.take(HERE).is_none(), "all are busy");
        drop((all, held));
        assert!(connections.take(HERE).is_some());
    }

    #[test]
    fn one_address_takes_the_places_of_its_own() {
        let connections = Connections::default();
        let greedy: Vec<Held> = (0..MOST_OF_ONE)
            .map(|_| connections.take(THERE).unwrap())
            .collect();
        let other = connections.take(HERE).unwrap();
        let _more = connections.take(THERE).unwrap();
        assert!(closing(&greedy[0]) && !closing(&greedy[1]) && !closing(&other));
    }
}
