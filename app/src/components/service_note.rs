//! The service charge, said before anybody orders.

use crate::words;
use comanda::shop::ServiceCharge;
use comanda::tax::RateBps;
use leptos::prelude::*;

/// What a service charge means for a party of so many; nothing where there is none.
pub fn service_words(service: ServiceCharge, covers: u32) -> Option<String> {
    let ServiceCharge { bps, from_covers, .. } = service;
    let rate = words().rate(RateBps(bps));
    match bps {
        ..=0 => None,
        _ if covers >= from_covers => Some(say!(service_added, rate = &rate)),
        _ => Some(say!(service_added_from, rate = &rate, covers = from_covers)),
    }
}

/// The same as a line of small print.
#[component]
pub fn ServiceNote(#[prop(into)] service: Signal<ServiceCharge>, #[prop(into)] covers: Signal<u32>) -> impl IntoView {
    move || service_words(service.get(), covers.get()).map(|text| view! { <p class="small muted service-note">{text}</p> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_charge_is_said_with_whom_it_meets() {
        let service = |bps, from_covers| ServiceCharge { bps, from_covers, rate: None };
        assert_eq!(service_words(service(0, 8), 12), None);
        let later = service_words(service(1_000, 8), 2);
        assert_eq!(later.as_deref(), Some("10 % service is added for parties of 8 or more."));
        assert_eq!(service_words(service(1_250, 8), 8).as_deref(), Some("12.5 % service is added to the bill."));
        assert_eq!(service_words(service(1_000, 0), 1).as_deref(), Some("10 % service is added to the bill."));
    }
}
