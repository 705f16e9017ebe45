//! What was used last month, beside the same month a year before.

use domain::history::reads::{Day, Span, by_month};
use domain::ports::{StoreError, Usage};
use domain::{Binding, KeyRing};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::Visit;
use web::words::moment::today;

/// Where a member has more accounts than this, home leaves it to the pages of use: each takes two reads.
const MOST: usize = 3;

/// The last whole month of each account, in their order; none of one that may not be shown or of which nothing is known.
pub(crate) async fn last_month(
    usage: &impl Usage,
    visit: &Visit,
    keys: &KeyRing,
    accounts: &[Binding],
) -> Result<Vec<Option<Span>>, StoreError> {
    if accounts.len() > MOST {
        return Ok(vec![None; accounts.len()]);
    }
    let month = today(visit.now(), visit.portal().time_zone).first_of_month();
    let month = month.saturating_sub(1.month());
    let zone = TimeZone::get(visit.portal().time_zone).unwrap_or(TimeZone::UTC);
    let of = |first: Date| (first, first.last_of_month());
    let (last, before) = (of(month), of(month.saturating_sub(1.year())));
    let mut all = Vec::with_capacity(accounts.len());
    for binding in accounts {
        let Some(partition) = web::shown(visit, keys, binding) else {
            all.push(None);
            continue;
        };
        let (now, then) = tokio::try_join!(
            usage.days(&partition, last.0, last.1),
            usage.days(&partition, before.0, before.1)
        )?;
        let days = now.iter().chain(&then);
        let days: Vec<(Date, &Day)> = days.map(|(place, told)| (place.date, &told.day)).collect();
        let span = by_month(&days, month, 1, &zone).pop();
        all.push(span.filter(|span| span.used.is_some()));
    }
    Ok(all)
}
