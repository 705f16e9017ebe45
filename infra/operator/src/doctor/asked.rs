//! The doctor's questions: to AWS about itself, and to the tables about the extract.

use std::collections::BTreeMap;

use aws::{
    CallFailed, Checkup, Hearers, MailAccount, MailIdentity, SecretState, Settings, Stage,
    SuppressedCount, SuppressionList, TableState,
};
use domain::ports::{Clock, InForce, StoreError};
use domain::{Extract, KeyRing};
use jiff::{SignedDuration, Timestamp};
use web::portal::Portal;

use super::desk::{self, AskedDesk};
use super::portal::{Opened, Unopened};
use super::{dns, portal};
use crate::end::Failure;
use crate::place::Site;

/// How far back starts are looked for. A function that starts less often serves nobody.
const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(24 * 14);

/// An answer. `None` if there is nobody to ask.
pub(crate) type Reply<T> = Option<Result<T, CallFailed>>;

/// All answers about a deployment.
pub(crate) struct Asked {
    /// The state of SES.
    pub(crate) mail: Reply<MailAccount>,
    /// How many addresses SES writes to no more.
    pub(crate) suppressed: Result<SuppressedCount, CallFailed>,
    /// The domain of the sender's address, and SES's identity of it or of the address.
    pub(crate) identity: Reply<Option<MailIdentity>>,
    /// The tables by the variables that name them. `None` if a variable is not set.
    pub(crate) tables: Vec<(&'static str, Reply<TableState>)>,
    /// The keys. Without them the rest is still checked.
    pub(crate) keys: Result<KeyRing, Failure>,
    /// The keys before the secret's last change, if they can be read.
    pub(crate) keys_before: Option<KeyRing>,
    /// The names of the keys that the portal tells payment vendors. `None` if its address is not known.
    pub(crate) listed: Option<Result<Vec<String>, Unopened>>,
    /// After how many days documents go. `None` if their bucket is not known.
    pub(crate) documents: Reply<Option<u32>>,
    /// The secret.
    pub(crate) secret: Reply<SecretState>,
    /// The extract in force.
    pub(crate) extract: Result<Option<Extract>, StoreError>,
    /// The co-op's settings as they are here.
    pub(crate) settings: Result<&'static Portal, Failure>,
    /// The settings that each function started with last, as the log tells. `None` if there is no log to ask.
    pub(crate) started: Reply<BTreeMap<String, String>>,
    /// The time at AWS.
    pub(crate) time: Result<Option<Timestamp>, CallFailed>,
    /// The result of opening the portal. `None` if its address is not known.
    pub(crate) portal: Option<Result<Opened, Unopened>>,
    /// What was found of the desk for staff. `None` if there is none.
    pub(crate) desk: Option<AskedDesk>,
    /// The sender domain's DMARC record in DNS. `None` if nobody can be asked.
    pub(crate) dmarc: Option<Vec<String>>,
    /// The people who get a letter for each alarm.
    pub(crate) hearers: Reply<Hearers>,
}

impl Asked {
    /// Asks everything. The local portal has no SES, backups or secret that could answer.
    pub(crate) async fn of(site: &Site, portal: Result<&'static Portal, Failure>) -> Self {
        let (settings, checkup) = (&site.settings, Checkup::new(&site.clients));
        let is_aws = settings.stage != Stage::Local;
        let names = &settings.tables;
        let mut tables = Vec::new();
        for (variable, name) in [
            ("BILLING_ACCOUNTS_TABLE", &names.billing_accounts),
            ("MEMBERS_TABLE", &names.members),
            ("TRANSIENT_TABLE", &names.transient),
            ("OUTBOX_TABLE", &names.outbox),
            ("HISTORY_TABLE", &names.history),
        ] {
            let state = match name {
                Some(name) => Some(checkup.table(name, is_aws).await),
                None => None,
            };
            tables.push((variable, state));
        }
        let (mut mail, mut identity, mut secret, mut hearers) = (None, None, None, None);
        let (mut dmarc, mut started, mut desk) = (None, None, None);
        if is_aws {
            if let Some(settings) = &settings.desk {
                desk = Some(desk::of(settings, site.settings.clock.now()).await);
            }
            mail = Some(checkup.mail_account().await);
            if let Some(from) = &settings.mail_from {
                identity = Some(of_sender(&checkup, from).await);
                dmarc = of_dmarc(from).await;
            }
            if let Some(id) = &settings.secret_id {
                secret = Some(checkup.secret(id).await);
            }
            if let Some(group) = &settings.log_group {
                started =
                    Some(site.clients.started(group, settings.clock.now() - LOOKS_BACK).await);
            }
            if let Some(topic) = &settings.alarm_topic {
                hearers = Some(site.clients.hearers(topic).await);
            }
        }
        Self {
            mail,
            suppressed: SuppressionList::new(&site.clients).count().await,
            identity,
            tables,
            keys: site.keys().await,
            keys_before: aws::keys_before(settings, &site.clients).await,
            listed: of_list(settings).await,
            documents: of_documents(site).await,
            secret,
            // The extract in force can be read without a key.
            extract: site.tables(aws::no_keys()).in_force().await,
            settings: portal,
            started,
            time: checkup.time().await,
            portal: of_portal(settings).await,
            desk,
            dmarc,
            hearers,
        }
    }
}

/// The local portal's buckets are folders, which forget nothing.
async fn of_documents(site: &Site) -> Reply<Option<u32>> {
    let bucket = site.settings.documents_bucket.as_deref()?;
    let is_aws = site.settings.stage != Stage::Local;
    if is_aws { Some(site.clients.objects().expiry(bucket).await) } else { None }
}

async fn of_portal(settings: &Settings) -> Option<Result<Opened, Unopened>> {
    let origin = settings.portal_origin.as_deref()?;
    Some(portal::open(origin, portal::public_roots()).await)
}

async fn of_list(settings: &Settings) -> Option<Result<Vec<String>, Unopened>> {
    let origin = settings.portal_origin.as_deref()?;
    Some(portal::listed_keys(origin, portal::public_roots()).await)
}

async fn of_dmarc(from: &str) -> Option<Vec<String>> {
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    let texts = dns::texts(dns::resolver()?, &format!("_dmarc.{domain}")).await?;
    Some(texts.into_iter().filter(|text| text.starts_with("v=DMARC1")).collect())
}

/// The identity of the sender's domain or, if there is none, of the address.
async fn of_sender(checkup: &Checkup, from: &str) -> Result<Option<MailIdentity>, CallFailed> {
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    match checkup.mail_identity(domain).await? {
        Some(identity) => Ok(Some(identity)),
        None => checkup.mail_identity(from).await,
    }
}
