//! What billing and meters told of all accounts, read at once.

use domain::history::Told;
use domain::history::reads::LastMonth;
use domain::ports::{Glance, Glances, StoreError};
use domain::{Binding, HistoryKey, KeyRing};
use web::Visit;
use web::words::moment::today;

/// What is known of accounts, in their order.
pub(crate) struct AtAGlance {
    /// What is due on the member's own.
    pub(crate) due: Vec<Option<Told>>,
    /// What was used on them last month.
    pub(crate) used: Vec<Option<LastMonth>>,
    /// What is due on those of others. What was used on them is not read: some may be opened to pay alone.
    pub(crate) of_others: Vec<Option<Told>>,
}

/// Reads what is known of the member's own accounts and of those of others; nothing of one that may not be shown.
pub(crate) async fn of(
    glances: &impl Glances,
    visit: &Visit,
    keys: &KeyRing,
    (own, of_others): (&[Binding], &[&Binding]),
) -> Result<AtAGlance, StoreError> {
    let shown = |binding: &Binding| web::shown(visit, keys, binding);
    let own: Vec<Option<HistoryKey>> = own.iter().map(shown).collect();
    let of_others: Vec<Option<HistoryKey>> = of_others.iter().map(|it| shown(it)).collect();
    let used: Vec<HistoryKey> = own.iter().flatten().cloned().collect();
    let due: Vec<HistoryKey> = own.iter().chain(&of_others).flatten().cloned().collect();
    let found =
        if due.is_empty() { Glance::default() } else { glances.glances(&due, &used).await? };
    let (today, oldest) = (today(visit.now(), visit.portal().time_zone), web::oldest_bill(visit));
    let due_on = |key: &Option<HistoryKey>| {
        let (_, told) = found.due.iter().find(|(of, _)| Some(of) == key.as_ref())?;
        (told.balance.as_of >= oldest).then_some(*told)
    };
    let used_on = |key: &Option<HistoryKey>| {
        let (_, months) = found.used.iter().find(|(of, _)| Some(of) == key.as_ref())?;
        months.last(today)
    };
    Ok(AtAGlance {
        due: own.iter().map(due_on).collect(),
        used: own.iter().map(used_on).collect(),
        of_others: of_others.iter().map(due_on).collect(),
    })
}
