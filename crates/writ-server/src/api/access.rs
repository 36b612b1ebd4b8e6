//! Who may call what: each operation of the API with the operation of the registry's matrix that
//! it needs leave for. The document tells it, and a test calls every one of them.

use writ_registry::{MATRIX, Operation, Who, operation};

/// What a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nothing.
    Public,
    /// Leave for this operation, by its action.
    Leave(&'static str),
}

impl Access {
    /// Who may call.
    pub(crate) fn who(self) -> &'static [Who] {
        let Self::Leave(action) = self else {
            return &[Who::Anybody];
        };
        let row = MATRIX.iter().find(|row| row.action == action);
        row.map_or(&[], |row| row.who)
    }
}

macro_rules! table {
    (public: $($public:literal)+; $($operation:ident: $($id:literal)+;)+) => {
        /// Every operation of the document.
        pub(crate) const TABLE: &[(&str, Access)] = &[
            $($(($id, Access::Leave(<operation::$operation as Operation>::ACTION)),)+)+
            $(($public, Access::Public),)+
        ];
    };
}

table! {
    public: "ledger" "checkpoint" "policy" "published" "published-proof" "aggregates" "regimes"
        "regime" "explain-regime" "check-regime" "position" "deadlines" "status" "session";
    AskQuestion: "ask" "leave-callback";
    ManageCallbacks: "callback" "end-callback";
    ReadFeed: "feed";
    ExplainPerson: "explain" "acts" "proof" "rank";
    SeeAccess: "looks";
    AnswerRequest: "correction-requests" "answer-correction";
    RecordEvent: "record";
    RecordOutage: "record-outage" "move-clock";
    ImportRegister: "import-matter" "import-people";
    UpdateFacts: "import-facts";
    SeeDocket: "docket";
    SeeCampaign: "campaigns" "campaign" "commitments" "published-draw";
    OpenCampaign: "open-campaign" "relabel-campaign";
    ListCandidates: "list-candidates";
    CommitList: "commit-list";
    DrawCampaign: "reveal" "draw";
    ApproveCampaign: "approve-campaign";
    IssueCampaign: "issue-notices";
    WithdrawCampaign: "withdraw-campaign";
    ReviewWithdrawal: "review-withdrawal";
    AddOfficer: "officers" "add-officer" "end-officer" "add-desk" "issue-key" "revoke-keys"
        "set-endpoint";
    SendMessages: "messages" "message-done" "dead-letters" "retry-message" "recheck"
        "publish-aggregates";
    SeeOwn: "own-file" "own-acts" "own-proof" "delegates" "acting-for";
    ActOwn: "act" "ask-correction" "appoint-delegate" "end-delegation";
}

/// What an operation of the document needs.
pub(crate) fn of(id: &str) -> Option<Access> {
    let row = TABLE.iter().find(|(known, _)| *known == id);
    row.map(|(_, access)| *access)
}
