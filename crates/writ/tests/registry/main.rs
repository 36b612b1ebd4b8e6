//! A registry under hostile files, killed commands and full disks.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod full_disk;
mod hostile;
mod killed;
mod scene;
