//! People and what they hold in their hands, in words.

use crate::{Words, say};
use comanda::PersonName;
use comanda::device::DeviceKind;

impl Words {
    /// What somebody goes by: their name as it is, or “Guest 2”.
    pub fn person(self, name: &PersonName) -> String {
        match name {
            PersonName::Given(name) => name.clone(),
            PersonName::Number(number) => say!(self, guest_numbered, number = *number),
        }
    }

    /// What people call a kind of device: “an iPhone”.
    pub fn device(self, kind: DeviceKind) -> &'static str {
        match kind {
            DeviceKind::Iphone => self.an_iphone(),
            DeviceKind::Ipad => self.an_ipad(),
            DeviceKind::Android => self.an_android_phone(),
            DeviceKind::Mac => self.a_mac(),
            DeviceKind::Windows => self.a_windows_computer(),
            DeviceKind::Linux => self.a_linux_computer(),
            DeviceKind::Other => self.another_device(),
        }
    }
}
