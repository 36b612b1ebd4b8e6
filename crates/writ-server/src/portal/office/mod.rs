//! What officers, approvers and oversight see.

pub(crate) mod approvals;
pub(crate) mod campaign;
pub(crate) mod carrier;
pub(crate) mod find;
pub(crate) mod hand;
pub(crate) mod matter;
pub(crate) mod oversight;
pub(crate) mod recording;
pub(crate) mod today;
