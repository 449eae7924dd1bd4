//! Choosing among a dish's options: what one tap does to what was chosen. The menu itself prices and refuses.

use comanda::ids::OptionId;
use comanda::shop::menu::{Choice, Menu, ModifierGroup};

/// The options after a tap on one of a group's.
///
/// Where one is the most, another takes its place; where it may be left out, a second tap takes it off. What hangs on an
/// option comes and goes with it.
pub fn tap(menu: &Menu, chosen: &[OptionId], group: &ModifierGroup, option: OptionId) -> Vec<OptionId> {
    let mut chosen = chosen.to_vec();
    let here = |chosen: &[OptionId]| group.options.iter().filter(|o| chosen.contains(&o.id)).map(|o| o.id).collect::<Vec<_>>();
    let most = usize::try_from(group.max).unwrap_or(usize::MAX);
    if chosen.contains(&option) {
        if group.is_single() {
            return chosen;
        }
        take_off(menu, &mut chosen, group, option);
        return chosen;
    }
    if most == 1 {
        for other in here(&chosen) {
            take_off(menu, &mut chosen, group, other);
        }
    } else if here(&chosen).len() >= most {
        return chosen;
    }
    put_on(menu, &mut chosen, group, option);
    chosen
}

/// Whether a group takes no more: the rest of its options rest.
pub fn is_full(chosen: &[OptionId], group: &ModifierGroup) -> bool {
    let count = group.options.iter().filter(|o| chosen.contains(&o.id)).count();
    group.max > 1 && count >= usize::try_from(group.max).unwrap_or(usize::MAX)
}

/// `Pick one`, `Up to 3`, `2 to 4`; nothing where anything goes.
pub fn how_many(group: &ModifierGroup) -> Option<String> {
    let offered = u32::try_from(group.options.len()).unwrap_or(u32::MAX);
    match (group.min, group.max) {
        (1, 1) => Some("Pick one".into()),
        (0, 1) => None,
        (0, max) if max >= offered => None,
        (0, max) => Some(format!("Up to {max}")),
        (min, max) if min == max => Some(format!("Pick {min}")),
        (min, max) => Some(format!("{min} to {max}")),
    }
}

fn find(group: &ModifierGroup, option: OptionId) -> Option<&Choice> {
    group.options.iter().find(|o| o.id == option)
}

fn nested<'a>(menu: &'a Menu, group: &ModifierGroup, option: OptionId) -> Option<&'a ModifierGroup> {
    find(group, option).and_then(|o| o.nested).and_then(|id| menu.group(id))
}

fn put_on(menu: &Menu, chosen: &mut Vec<OptionId>, group: &ModifierGroup, option: OptionId) {
    chosen.push(option);
    if let Some(nested) = nested(menu, group, option) {
        chosen.extend(nested.defaults());
    }
}

fn take_off(menu: &Menu, chosen: &mut Vec<OptionId>, group: &ModifierGroup, option: OptionId) {
    chosen.retain(|id| *id != option);
    if let Some(nested) = nested(menu, group, option) {
        chosen.retain(|id| find(nested, *id).is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::Currency;
    use comanda::ids::GroupId;
    use uuid::Uuid;

    fn option(n: u128) -> OptionId {
        OptionId(Uuid::from_u128(n))
    }
    fn choice(n: u128, default: bool, nested: Option<u128>) -> Choice {
        let nested = nested.map(|n| GroupId(Uuid::from_u128(n)));
        Choice {
            id: option(n),
            name: n.to_string(),
            price: 0,
            default,
            quiet: false,
            adds: Vec::new(),
            removes: Vec::new(),
            nested,
        }
    }
    fn group(n: u128, min: u32, max: u32, options: Vec<Choice>) -> ModifierGroup {
        ModifierGroup { id: GroupId(Uuid::from_u128(n)), name: n.to_string(), min, max, options, archived: false }
    }
    fn menu() -> Menu {
        let sides = group(100, 1, 1, vec![choice(1, true, None), choice(2, false, Some(200))]);
        let dressings = group(200, 1, 1, vec![choice(21, true, None), choice(22, false, None)]);
        let extras = group(300, 0, 2, vec![choice(31, false, None), choice(32, false, None), choice(33, false, None)]);
        let maybe = group(400, 0, 1, vec![choice(41, false, None), choice(42, false, None)]);
        Menu {
            currency: Currency::EUR,
            stations: Vec::new(),
            tax_classes: Vec::new(),
            categories: Vec::new(),
            groups: vec![sides, dressings, extras, maybe],
            products: Vec::new(),
            archived: Vec::new(),
        }
    }
    fn after(taps: &[(usize, u128)], from: &[u128]) -> Vec<u128> {
        let menu = menu();
        let start = from.iter().map(|n| option(*n)).collect();
        let chosen: Vec<OptionId> =
            taps.iter().fold(start, |chosen: Vec<OptionId>, (g, n)| tap(&menu, &chosen, &menu.groups[*g], option(*n)));
        let mut numbers: Vec<u128> = chosen.iter().map(|id| id.0.as_u128()).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn one_of_many_is_replaced_and_never_left_out() {
        assert_eq!(after(&[(1, 22)], &[1, 21]), [1, 22]);
        assert_eq!(after(&[(0, 1)], &[1]), [1]);
    }

    #[test]
    fn what_hangs_on_an_option_comes_and_goes_with_it() {
        assert_eq!(after(&[(0, 2)], &[1]), [2, 21]);
        assert_eq!(after(&[(0, 2), (1, 22), (0, 1)], &[1]), [1]);
    }

    #[test]
    fn several_are_taken_up_to_the_most() {
        assert_eq!(after(&[(2, 31), (2, 32), (2, 33)], &[]), [31, 32]);
        assert_eq!(after(&[(2, 31), (2, 31)], &[]), Vec::<u128>::new());
        let menu = menu();
        assert!(is_full(&[option(31), option(32)], &menu.groups[2]));
        assert!(!is_full(&[option(41)], &menu.groups[3]));
    }

    #[test]
    fn what_may_be_left_out_is_taken_off_by_a_second_tap() {
        assert_eq!(after(&[(3, 41), (3, 42)], &[]), [42]);
        assert_eq!(after(&[(3, 41), (3, 41)], &[]), Vec::<u128>::new());
    }
}
