//! What an event of the restaurant changes.

use super::ShopEvent;
use super::menu::Menu;
use std::sync::Arc;

impl Menu {
    /// Applies an event of the restaurant to what it sells.
    pub fn evolve(&mut self, event: &ShopEvent) {
        match event {
            ShopEvent::AvailabilityChanged { product_id, availability, .. } => {
                if let Some(product) = self.products.iter_mut().chain(&mut self.archived).find(|p| p.id == *product_id) {
                    Arc::make_mut(product).availability = availability.clone();
                }
            }
            ShopEvent::ProductUpdated { edit, .. } | ShopEvent::MenuUpdated { edit, .. } => drop(self.edit(edit)),
            ShopEvent::TableTokenRotated { .. } | ShopEvent::SettingsUpdated { .. } => {}
        }
    }
}
