//! The use cases of the registry, one module per legal noun.
//!
//! Each use case is a pure `decide(state, command) -> Decision { events, outbox }`, or a
//! [`Refusal`], inside a thin async shell on [`Registry`]. Whether somebody is served, bound or
//! restricted is never stored: it is worked out by `writ-law` from what the streams hold.
//!
//! This crate has no clock and draws no chance: `now` is a parameter everywhere, and keys and
//! nonces come from a [`Chance`] that the binary implements. It reads and writes no file.
//!
//! # Refused, failed, done
//!
//! A refusal by law or by rule is a value. Every use case returns
//! `Result<Ruling<T>, RegistryError>`, where [`Ruling<T>`] is `Result<T, Refusal>`: the outer error
//! means that the world failed (store, key, damage), the inner that the answer is no, with a
//! ground each: code, text, cure.
//!
//! # Entry points
//!
//! ```text
//! // keys and founding
//! MasterKey::generate(&dyn Chance) -> Result<MasterKey, ChanceError>
//! MasterKey::to_text(&self) -> Zeroizing<String>     MasterKey::from_text(&str) -> Result<_, SealError>
//! Registry::found(Arc<dyn Store>, Arc<dyn Chance>, &MasterKey, Founding { regimes: Vec<PackText>,
//!     zone: Option<String>, first: NewOfficer }, now) -> Result<Ruling<Registry>, RegistryError>
//! Registry::open(Arc<dyn Store>, Arc<dyn Chance>, &MasterKey) -> Result<Registry, RegistryError>
//! registry.kind() -> Kind    registry.regimes() -> &[Arc<Regime>]    registry.zone() -> &TimeZone
//!
//! // accounts: `operation::X` is a unit struct for each operation, `MATRIX` says who may. What an
//! // `Official` operation needs is an `Officer`, what a `Personal` one needs is a file of a person's.
//! registry.officer(name: &str) -> Ruling<Officer>                   // desks and systems too
//! registry.permit(name: &str, operation::X) -> Ruling<Permit<X>>
//! registry.person_account(person) -> Ruling<PersonAccount>          // after sign-in
//! registry.permit_own(&PersonAccount, on: &str, operation::X, now) -> Ruling<Permit<X>>
//! authorise(&Principal, operation::X, &Resource) -> Ruling<Permit<X>>
//! registry.appoint_delegate(&Permit<ActOwn>, &NewDelegate { delegate, until, matters }, now)
//!     -> Ruling<Delegation>
//! registry.end_delegation(&Permit<ActOwn>, id: &str, now) -> Ruling<Delegation>
//! registry.delegates(&Permit<SeeOwn>) -> Ruling<Vec<Delegation>>
//! registry.delegations_to(&PersonAccount) -> Vec<Delegation>
//! registry.acting_for(&PersonAccount, now) -> Vec<String>           // whose file they may open
//! registry.add_officer(&Permit<AddOfficer>, NewOfficer { name, roles, offices, desk }, now) -> Ruling<Officer>
//! registry.officers(&Permit<AddOfficer>) -> Vec<Officer>
//! registry.end_officer(&Permit<AddOfficer>, name: &str, now) -> Ruling<Officer>
//! registry.issue_desk_key(&Permit<AddOfficer>, desk: &str, now) -> Ruling<DeskKey>    // shown once
//! registry.revoke_desk_keys(&Permit<AddOfficer>, desk: &str, Revoke::All|Older, now) -> Ruling<usize>
//! registry.desk_by_key(key: &str) -> Ruling<Officer>
//!
//! // the register: `reader` is any `std::io::BufRead` at the beginning of the file. The permit is
//! // `ImportRegister` (takes people in) or `UpdateFacts` (people who are in it).
//! registry.import(&Permit<_>, ImportOrder { digest: [u8; 32], form: Form::Csv|Jsonl,
//!     recorded: Recorded::Now|AsGiven }, reader) -> Ruling<Importing>
//! importing.step(now) -> ImportStep::Batch|Finished(ImportReport)    // one batch
//! importing.rejects() -> Vec<Reject { line, reason, cure }>         // of all runs of this import
//! registry.import_matter(&Permit<ImportRegister>, &LegacyMatter, now) -> Ruling<String>
//!
//! // campaigns
//! registry.open_campaign(&Permit<OpenCampaign>, NewCampaign { id, order, regime, instrument,
//!     quotas: BTreeMap<office, u32>, window: Window { from, until }, appear: Appear::At(instant) or
//!     Appear::After { days, time }, place: Option<String> }, now) -> Ruling<Terms>
//! registry.candidates(&Permit<ListCandidates>, id) -> Ruling<Listing>
//! listing.step(now) -> ListStep::More|Finished(Tally)               // a thousand people
//! registry.commit_list(&Permit<CommitList>, id, now) -> Ruling<Committed>
//! registry.commitments(&Permit<SeeCampaign>, id) -> Ruling<BTreeMap<office, Vec<[u8; 32]>>>
//! registry.commit_draw(&Permit<CommitList>, id, &NamedRandomness { observers, reveal_by, beacon },
//!     now) -> Ruling<Committed>
//! registry.reveal(&Permit<DrawCampaign>, id, &Reveal { observer, value }, now) -> Ruling<Revealed>
//! registry.draw_public(&Permit<DrawCampaign>, id, round: Option<&Round>, now) -> Ruling<Drawn>
//! registry.draw(&Permit<DrawCampaign>, id, seed: &[u8], now) -> Ruling<Drawn>   // sandboxes
//! registry.publish_draw(&Permit<SeeCampaign>, id) -> Ruling<PublishedDraw>
//! check_draw(&PublishedDraw) -> Ruling<CheckedDraw>      // pure: for anyone, without a registry
//! check_rank(&CheckedDraw, rank_file: &str) -> Ruling<CheckedRank>
//! registry.own_rank(&Permit<ExplainPerson>, id, person) -> Ruling<OwnRank>
//! registry.approve(&Permit<ApproveCampaign>, id, now) -> Ruling<()>
//! registry.issue(&Permit<IssueCampaign>, id) -> Ruling<Issuing>
//! issuing.step(now) -> Ruling<IssueStep::More|Finished(IssueTally)> // about a thousand notices
//! registry.issue_to(&Permit<IssueCampaign>, id, person, now) -> Ruling<String>   // the matter
//! registry.relabel(&Permit<OpenCampaign>, id, instrument) -> Ruling<()>          // always refused
//! registry.withdraw_campaign(&Permit<WithdrawCampaign>, id, reason, now) -> Ruling<()>
//! registry.review_withdrawal(&Permit<ReviewWithdrawal>, id, now) -> Ruling<()>
//! registry.campaign_status(&Permit<SeeCampaign>, id) -> Ruling<CampaignStatus>
//! registry.campaigns(&Permit<SeeCampaign>) -> Vec<CampaignStatus>
//!
//! // what happened: `event` is a `writ_law::case::Event`; its `id` and `recorded_at` are given here
//! registry.record(&Permit<RecordEvent>, &Recording { person, matter: Option<String>, event }, now)
//!     -> Ruling<Happened { matter, event, corrections }>
//! registry.record_outage(&Permit<RecordOutage>, &event, now) -> Ruling<Event>
//!
//! // questions, reasons, messages. `ask` returns `Ruling<Asked>` itself: it cannot fail, only say
//! // `unknown`.
//! registry.ask(&Permit<AskQuestion>, person, measure, purpose, now) -> Ruling<Asked { answer, trouble }>
//! registry.explain(&Permit<ExplainPerson>, person, at, known_at: Option<_>, why_not: Option<&str>)
//!     -> Ruling<Explanation>
//!
//! // what persons see and do; `Permit<SeeOwn>` and `Permit<ActOwn>` come from `permit_own`
//! registry.own_file(&Permit<SeeOwn>, at) -> Ruling<Explanation>    // + looks, requests, delegations
//! registry.act_own(&Permit<ActOwn>, &OwnAct, now) -> Ruling<Happened>
//! registry.receipt(&Permit<SeeOwn>, matter, event) -> Ruling<Receipt>
//! registry.own_acts(&Permit<SeeOwn>) -> Ruling<Vec<ActLine>>
//! registry.own_proof(&Permit<SeeOwn>, number: Option<u64>) -> Ruling<String>
//! registry.own_attachment(&Permit<SeeOwn>, number) -> Ruling<Attachment>
//! registry.ask_correction(&Permit<ActOwn>, &CorrectionAsked, now) -> Ruling<CorrectionRequest>
//!
//! // what officers see of them and answer
//! registry.look(&Permit<ExplainPerson>, person, &Looking { reason, at, known_at, why_not }, now)
//!     -> Ruling<Explanation>                                       // logged, and shown to the person
//! registry.look_at_attachment(&Permit<ExplainPerson>, person, (number, reason), now) -> Ruling<Attachment>
//! registry.access_log(&Permit<SeeAccess>, &AccessQuery { officer, from, until }) -> Ruling<Vec<AccessLine>>
//! registry.requests(&Permit<AnswerRequest>, person) -> Ruling<Vec<CorrectionRequest>>
//! registry.answer_correction(&Permit<AnswerRequest>, (person, number), &RequestAnswer { outcome, reason }, now)
//!     -> Ruling<CorrectionRequest>
//! registry.docket(&Permit<SeeDocket>, &DocketQuery { office, kind, after, limit }, now) -> Ruling<Docket>
//!
//! // what other systems and desks are told
//! registry.feed(&Permit<ReadFeed>, after: u64, limit) -> Ruling<Feed { events, next }>
//! registry.leave_callback(&Permit<AskQuestion>, AnswerReference { person, answer }, url, now) -> Ruling<Callback>
//! registry.callback(&Permit<ManageCallbacks>, AnswerReference) -> Ruling<Callback>
//! registry.end_callback(&Permit<ManageCallbacks>, AnswerReference, now) -> Ruling<()>
//! registry.callbacks_due(&Permit<SendMessages>, after: Option<CallbackCursor>, now)
//!     -> CallbacksStepped { ended, lapsed, next }    // call until `next` is `None`, every minute or so
//!
//! registry.messages(&Permit<SendMessages>, after: u64, limit) -> Vec<OutMessage { number, message }>
//! registry.message_done(&Permit<SendMessages>, number) -> Ruling<()>
//! registry.recheck(&Permit<SendMessages>, after: Option<Cursor>, now) -> Rechecked { corrections, next }
//!
//! // sending: a message is held by one worker at a time, and a dead letter after many attempts
//! registry.take_message(&Permit<SendMessages>, TakeAsked { topics, worker, until }, now) -> Option<Taken>
//! registry.message_sent(&Permit<SendMessages>, &Taken)
//! registry.message_failed(&Permit<SendMessages>, &Taken, why, Again::From(instant)|ByHand) -> Again
//! registry.dead_letters(&Permit<SendMessages>, after, limit) -> Vec<DeadLetter>
//! registry.retry_message(&Permit<SendMessages>, number, now) -> Ruling<()>
//! registry.addressee(&Permit<SendMessages>, person, matter: Option<&str>) -> Ruling<Addressee>
//! registry.record_alert(&Permit<SendMessages>, &Alert { person, matter, way, outcome }, now)
//!     -> Ruling<AlertRecord>
//! registry.set_endpoint(&Permit<AddOfficer>, desk, url: Option<&str>, now) -> Ruling<Option<Endpoint>>
//! registry.endpoint(&Permit<SendMessages>, desk) -> Option<Endpoint>
//!
//! // letters: what is given to a carrier on paper, and what the carrier says of it
//! registry.letter(&Permit<SendMessages>, &Taken) -> Ruling<Letter>
//! registry.hand_over(&Permit<SendMessages>, &Letter, &HandOver, now) -> Ruling<HandedOver>
//! registry.carrier_statuses(&Permit<RecordEvent>, &[StatusLine], Quality, now) -> StatusReport
//!
//! // what passes: sessions and remembered answers; no part of the record
//! registry.keep(name, content, until)    registry.kept(name, now) -> Option<Vec<u8>>
//! registry.keep_new(name, content, until, now) -> Keeping::Kept|Already
//! registry.forget(name)    registry.forget_expired(now)
//! ```
//!
//! A message `Recheck` asks for `recheck` to be called until `next` is `None`.

mod account;
mod act;
mod alert;
mod appearance;
mod attachment;
mod callback;
mod campaign;
mod carrier;
mod chance;
mod contact;
mod correction;
mod death;
mod docket;
mod endpoint;
mod error;
pub mod evidence;
mod explain;
mod feed;
mod letter;
mod look;
#[cfg(test)]
mod made_up;
mod objection;
mod office;
mod officer;
mod open;
mod outbox;
mod own;
mod passing;
mod person;
mod question;
mod record;
mod refusal;
mod register;
mod registry;
mod request;
mod seal;
mod sending;
mod service;
mod spread;
mod stream;
mod summons;
#[cfg(test)]
mod tests;
mod wording;

pub use account::{
    Anyone, Delegation, DeskKey, Ended, File, Known, MATRIX, Matters, NewDelegate, Official,
    Operation, Own, Permit, PersonAccount, Personal, Principal, Resource, Revoke, Row, Who,
    authorise, operation,
};
pub use act::OwnAct;
pub use alert::{Alert, AlertOutcome, AlertRecord};
pub use attachment::{
    ATTACHMENT_BYTES, ATTACHMENTS_AN_ACT, Attachment, AttachmentLine, GivenWith, Media,
    NewAttachment,
};
pub use callback::{AnswerReference, CALLBACK_WAITS, Callback, CallbackCursor, CallbacksStepped};
pub use campaign::{
    Appear, CampaignStatus, CheckedDraw, CheckedRank, Committed, DrawCommitment, Drawn,
    DrawnOffice, Fallback, IssueStep, IssueTally, Issuing, LastPlace, ListRoot, ListStep, Listing,
    NamedRandomness, NamedRound, NewCampaign, OfficeList, OwnRank, PUBLISHED_LISTS,
    PUBLISHED_PAGES, Phase, Pledge, PublishedDraw, Randomness, RankFile, RegimeName, Reveal,
    Revealed, Tally, Terms, VolunteersCome, Window, check_draw, check_rank, read_round,
};
pub use carrier::{Carried, Carrier, Parcel, Way};
pub use chance::{Chance, ChanceError};
pub use contact::{Addressee, Alerts, Contact};
pub use correction::{Cursor, Rechecked};
pub use docket::{Docket, DocketEntry, DocketKind, DocketLine, DocketQuery, Urgency, What};
pub use endpoint::{Endpoint, WebhookSecret};
pub use error::RegistryError;
pub use evidence::ledger::Watch;
pub use evidence::public::Published;
pub use explain::{ExplainedMatter, ExplainedQuestion, Explanation};
pub use feed::{Feed, FeedEvent};
pub use letter::{HandOver, HandedOver, Letter, Quality, StatusLine, StatusReport};
pub use look::{AccessLine, AccessQuery, LookLine, Looking, Seen, SeenOf};
pub use officer::{Desk, NewOfficer, Officer, Offices, Role};
pub use open::{Accepted, OpenException, OpenExcuse, OpenNow, OpenRemedy, Opening, Waits};
pub use outbox::{About, Message, OutMessage};
pub use own::Receipt;
pub use person::{Force, Origin};
pub use question::{Answer, Asked, Basis, Told};
pub use record::{Happened, LegacyMatter, Recording};
pub use refusal::{Ground, Refusal, Ruling};
pub use register::{
    Form, ImportOrder, ImportReport, ImportStep, Importing, MayImport, Recorded, Reject, Scope,
};
pub use registry::{Founding, Kind, LiveFounding, Registry};
pub use request::{
    ANSWER_DAYS, Answered, CorrectionAsked, CorrectionRequest, RequestAnswer, RequestOutcome,
};
pub use seal::{MasterKey, SealError};
pub use sending::{Again, DeadLetter, MOST_ATTEMPTS, TakeAsked, Taken};
pub use wording::{Wanted, Wording};
pub use writ_store::Keeping;
