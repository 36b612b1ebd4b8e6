//! A registry under hostile files, killed commands and full disks.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod clock;
mod desk;
mod doctor;
mod drawing;
mod founding;
mod full_disk;
mod hostile;
mod killed;
mod publishing;
mod scene;
mod strict;
