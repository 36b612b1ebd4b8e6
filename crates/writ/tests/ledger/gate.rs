//! The address under which a registry knows a witness.
//!
//! It is founded with addresses that hold for ever, and a witness that is started again listens
//! elsewhere. A gate keeps one free port for the whole test and passes on to whoever stands behind.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One address, and who is behind it now.
pub(crate) struct Gate {
    address: SocketAddr,
    behind: Arc<Mutex<Option<SocketAddr>>>,
}

impl Gate {
    /// A gate with nobody behind it: whoever comes is turned away.
    pub(crate) fn shut() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let behind: Arc<Mutex<Option<SocketAddr>>> = Arc::default();
        let now = Arc::clone(&behind);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let to = *now.lock().unwrap();
                if let (Ok(stream), Some(to)) = (stream, to) {
                    thread::spawn(move || pass(&stream, to));
                }
            }
        });
        Self { address, behind }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn lead_to(&self, to: Option<SocketAddr>) {
        *self.behind.lock().unwrap() = to;
    }
}

/// Carries both directions until one end is gone. That an end is gone is no failure here.
fn pass(one: &TcpStream, to: SocketAddr) {
    let Ok(other) = TcpStream::connect(to) else {
        return;
    };
    let other = &other;
    let carry = |mut from: &TcpStream, mut to: &TcpStream| {
        io::copy(&mut from, &mut to).unwrap_or_default();
        to.shutdown(Shutdown::Write).unwrap_or_default();
    };
    thread::scope(|scope| {
        scope.spawn(move || carry(one, other));
        carry(other, one);
        one.shutdown(Shutdown::Both).unwrap_or_default();
    });
}
