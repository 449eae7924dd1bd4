//! A group of choices, a station or a tax class as it is edited: what was typed, and which edit of the menu it means. Pure.

use crate::words;
use comanda::error::{Field, Problem};
use comanda::shop::Station;
use comanda::shop::menu::{
    Choice, GroupChanges, Menu, MenuEdit, ModifierGroup, Rates, StationChanges, TaxClass, TaxClassChanges,
};
use comanda::tax::RateBps;
use comanda::text::one_line;
use comanda::{Currency, Money};
use uuid::Uuid;

/// Which of the three lists a part is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Group,
    Station,
    TaxClass,
}

impl Kind {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Group => say!(office_groups),
            Self::Station => say!(office_stations),
            Self::TaxClass => say!(office_tax_classes),
        }
    }

    /// The parts of this kind that are on the menu, by id.
    pub(super) fn all(self, menu: &Menu) -> Vec<Uuid> {
        match self {
            Self::Group => menu.groups.iter().filter(|one| !one.archived).map(|one| one.id.0).collect(),
            Self::Station => menu.stations.iter().filter(|one| !one.archived).map(|one| one.id.0).collect(),
            Self::TaxClass => menu.tax_classes.iter().filter(|one| !one.archived).map(|one| one.id.0).collect(),
        }
    }

    /// What the fields of each number are called.
    pub(super) fn numbers(self) -> [Field; 2] {
        match self {
            Self::Group => [Field::Min, Field::Max],
            Self::Station => [Field::WarnMinutes, Field::LateMinutes],
            Self::TaxClass => [Field::Rates, Field::Rates],
        }
    }
}

/// A part as its fields show it: a name and two numbers, as typed; of a group, its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) numbers: [String; 2],
    pub(super) options: Vec<OptionDraft>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OptionDraft {
    pub(super) choice: Choice,
    /// As typed.
    pub(super) price: String,
}

impl Draft {
    pub(super) fn new(kind: Kind) -> Self {
        let numbers = match kind {
            Kind::Group => ["0", "1"],
            Kind::Station => ["8", "15"],
            Kind::TaxClass => ["", ""],
        };
        Self { name: String::new(), numbers: numbers.map(str::to_owned), options: Vec::new() }
    }

    /// What the fields say of a part of the menu, if it is there.
    pub(super) fn of(kind: Kind, id: Uuid, menu: &Menu) -> Option<Self> {
        let percent = |RateBps(rate)| words().typed(Money::new(rate, Currency::EUR));
        Some(match kind {
            Kind::Group => {
                let group = menu.group(id.into())?;
                let option = |choice: &Choice| OptionDraft { choice: choice.clone(), price: signed(choice.price, menu.currency) };
                Self {
                    name: group.name.clone(),
                    numbers: [group.min.to_string(), group.max.to_string()],
                    options: group.options.iter().map(option).collect(),
                }
            }
            Kind::Station => {
                let station = menu.station(id.into())?;
                let numbers = [station.warn_minutes.to_string(), station.late_minutes.to_string()];
                Self { name: station.name.clone(), numbers, options: Vec::new() }
            }
            Kind::TaxClass => {
                let class = menu.tax_class(id.into())?;
                let numbers = [percent(class.rates.dine_in), percent(class.rates.takeaway)];
                Self { name: class.name.clone(), numbers, options: Vec::new() }
            }
        })
    }

    /// What makes the menu say what the fields say; `None` if it does. Errors: the first field that says nothing.
    pub(super) fn edit(&self, kind: Kind, id: Uuid, menu: &Menu) -> Result<Option<MenuEdit>, (Field, Problem)> {
        let [first, second] = kind.numbers();
        let unread = |field| (field, Problem::NotUnderstood);
        let whole = |nth: usize, field| self.numbers[nth].trim().parse::<u32>().map_err(|_| unread(field));
        let minutes = |nth: usize, field| self.numbers[nth].trim().parse::<i64>().map_err(|_| unread(field));
        let rate = |nth: usize| {
            Money::typed(&self.numbers[nth], Currency::EUR).map(|rate| RateBps(rate.minor)).ok_or(unread(Field::Rates))
        };
        Ok(match kind {
            Kind::Group => {
                let options = self.options.iter().map(|one| one.choice(menu.currency)).collect::<Result<_, _>>()?;
                let (min, max) = (whole(0, first)?, whole(1, second)?);
                let after = ModifierGroup { id: id.into(), name: one_line(&self.name), min, max, options, archived: false };
                match menu.group(after.id) {
                    None => Some(MenuEdit::AddGroup { group: after }),
                    Some(before) => {
                        let changes = GroupChanges::between(before, &after);
                        (!changes.is_empty()).then_some(MenuEdit::EditGroup { id: after.id, changes })
                    }
                }
            }
            Kind::Station => {
                let (warn_minutes, late_minutes) = (minutes(0, first)?, minutes(1, second)?);
                let after = Station { id: id.into(), name: one_line(&self.name), warn_minutes, late_minutes, archived: false };
                match menu.station(after.id) {
                    None => Some(MenuEdit::AddStation { station: after }),
                    Some(before) => {
                        let changes = StationChanges::between(before, &after);
                        (!changes.is_empty()).then_some(MenuEdit::EditStation { id: after.id, changes })
                    }
                }
            }
            Kind::TaxClass => {
                let rates = Rates { dine_in: rate(0)?, takeaway: rate(1)? };
                let after = TaxClass { id: id.into(), name: one_line(&self.name), rates, archived: false };
                match menu.tax_class(after.id) {
                    None => Some(MenuEdit::AddTaxClass { class: after }),
                    Some(before) => {
                        let changes = TaxClassChanges::between(before, &after);
                        (!changes.is_empty()).then_some(MenuEdit::EditTaxClass { id: after.id, changes })
                    }
                }
            }
        })
    }
}

impl OptionDraft {
    pub(super) fn new() -> Self {
        let choice = Choice {
            id: crate::ids::fresh(),
            name: String::new(),
            price: 0,
            default: false,
            quiet: false,
            adds: Vec::new(),
            removes: Vec::new(),
            nested: None,
        };
        Self { choice, price: String::new() }
    }

    /// The option the fields mean; without a price it costs nothing more. Errors: a price that is no amount.
    fn choice(&self, currency: Currency) -> Result<Choice, (Field, Problem)> {
        let text = self.price.trim();
        let (less, text) = text.strip_prefix(['-', '−']).map_or((false, text), |rest| (true, rest));
        let text = text.strip_prefix('+').unwrap_or(text);
        let price = match text {
            "" => 0,
            text => Money::typed(text, currency).ok_or((Field::Price, Problem::NotUnderstood))?.minor,
        };
        let name = one_line(&self.choice.name);
        Ok(Choice { name, price: if less { -price } else { price }, ..self.choice.clone() })
    }
}

/// A price difference as it is typed; nothing for none.
fn signed(price: i64, currency: Currency) -> String {
    match price {
        0 => String::new(),
        price => format!("{}{}", if price < 0 { "−" } else { "" }, words().typed(Money::new(price, currency))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_difference_is_read_with_its_sign() {
        let price =
            |typed: &str| OptionDraft { price: typed.into(), ..OptionDraft::new() }.choice(Currency::EUR).map(|one| one.price);
        assert_eq!(["", "0", "1,50", "+2", "-0.5", "−3"].map(price), [Ok(0), Ok(0), Ok(150), Ok(200), Ok(-50), Ok(-300)]);
        assert_eq!(price("free"), Err((Field::Price, Problem::NotUnderstood)));
        assert_eq!((signed(0, Currency::EUR), signed(-50, Currency::EUR)), (String::new(), "−0.50".into()));
    }
}
