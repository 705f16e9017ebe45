//! What the doctor asks: AWS about itself, and the tables about the extract.

use aws::{CallFailed, Checkup, MailAccount, MailIdentity, SecretState, Stage, TableState};
use domain::Extract;
use domain::ports::{InForce, StoreError};
use jiff::Timestamp;

use crate::place::Place;

/// An answer; none where there is nobody to ask.
pub(crate) type Answer<T> = Option<Result<T, CallFailed>>;

/// What is known of a deployment.
pub(crate) struct Asked {
    /// SES.
    pub(crate) mail: Answer<MailAccount>,
    /// The domain of the sender's address, and what SES knows of it or of the address.
    pub(crate) identity: Answer<Option<MailIdentity>>,
    /// The tables by the variables that name them; none if a variable is not set.
    pub(crate) tables: Vec<(&'static str, Answer<TableState>)>,
    /// The secret.
    pub(crate) secret: Answer<SecretState>,
    /// The extract in force.
    pub(crate) extract: Result<Option<Extract>, StoreError>,
    /// The time at AWS.
    pub(crate) time: Result<Option<Timestamp>, CallFailed>,
}

impl Asked {
    /// Asks. The local portal has no SES, backups or secret that could answer.
    pub(crate) async fn of(place: &Place) -> Self {
        let checkup = Checkup::new(&place.clients);
        let is_aws = place.settings.stage != Stage::Local;
        let names = &place.settings.tables;
        let mut tables = Vec::new();
        for (variable, name) in [
            ("BILLING_ACCOUNTS_TABLE", &names.billing_accounts),
            ("MEMBERS_TABLE", &names.members),
            ("TRANSIENT_TABLE", &names.transient),
            ("OUTBOX_TABLE", &names.outbox),
        ] {
            let state = match name {
                Some(name) => Some(checkup.table(name, is_aws).await),
                None => None,
            };
            tables.push((variable, state));
        }
        let (mut mail, mut identity, mut secret) = (None, None, None);
        if is_aws {
            mail = Some(checkup.mail_account().await);
            if let Some(from) = &place.settings.mail_from {
                identity = Some(of_sender(&checkup, from).await);
            }
            if let Some(id) = &place.settings.secret_id {
                secret = Some(checkup.secret(id).await);
            }
        }
        let extract = place.tables().in_force().await;
        Self { mail, identity, tables, secret, extract, time: checkup.time().await }
    }
}

/// The identity of the sender's domain or, where there is none, of the address alone.
async fn of_sender(checkup: &Checkup, from: &str) -> Result<Option<MailIdentity>, CallFailed> {
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    match checkup.mail_identity(domain).await? {
        Some(identity) => Ok(Some(identity)),
        None => checkup.mail_identity(from).await,
    }
}
