//! How many portions of each dish a cart holds.

use comanda::ids::ProductId;
use comanda::party::CartLine;
use leptos::prelude::*;
use std::collections::HashMap;

/// Portions by dish; `Copy`. Each dish hears of its own only: one line more must not wake a whole menu.
#[derive(Clone, Copy)]
pub struct Portions {
    all: Memo<HashMap<ProductId, u32>>,
    told: StoredValue<HashMap<ProductId, ArcRwSignal<u32>>>,
}

impl Portions {
    /// Of the cart that this memo counts; see [`count`].
    pub fn new(all: Memo<HashMap<ProductId, u32>>) -> Self {
        let told = StoredValue::new(HashMap::<ProductId, ArcRwSignal<u32>>::new());
        Effect::new(move |_| {
            let now = all.get();
            for (product, portions) in told.get_value() {
                let now = now.get(&product).copied().unwrap_or(0);
                if portions.get_untracked() != now {
                    portions.set(now);
                }
            }
        });
        Self { all, told }
    }

    /// Portions of one dish. Read where it is shown: it is heard of when it changes.
    pub fn of(self, product: ProductId) -> u32 {
        let counted = |all: &HashMap<ProductId, u32>| all.get(&product).copied().unwrap_or(0);
        if cfg!(feature = "ssr") {
            return self.all.with(counted);
        }
        let mut held = None;
        self.told.update_value(|told| {
            let portions = told.entry(product).or_insert_with(|| ArcRwSignal::new(self.all.with_untracked(counted)));
            held = Some(portions.clone());
        });
        held.map_or(0, |portions| portions.get())
    }
}

/// Portions of each dish among these lines.
pub fn count(lines: &[CartLine]) -> HashMap<ProductId, u32> {
    let mut portions = HashMap::new();
    for line in lines {
        let of_it: &mut u32 = portions.entry(line.product).or_default();
        *of_it = of_it.saturating_add(line.quantity);
    }
    portions
}
