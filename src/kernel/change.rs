//! Edits field by field: whoever edits one field leaves the others to those who edit them, and an edit can be taken back by turning it
//! round.

use serde::{Deserialize, Serialize};

/// A field as it was, and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    pub previous: T,
    pub new: T,
}

/// Declares which fields of a type can be edited: makes a struct of their changes, each of which may be left out.
macro_rules! editable {
    ($(#[$doc:meta])* $changes:ident of $entity:ident { $($field:ident: $type:ty = $name:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub struct $changes {
            $(#[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<Change<$type>>,)+
        }

        impl $changes {
            /// What makes one of the other.
            pub fn between(before: &$entity, after: &$entity) -> Self {
                Self {
                    $($field: (before.$field != after.$field)
                        .then(|| Change { previous: before.$field.to_owned(), new: after.$field.to_owned() }),)+
                }
            }

            /// What takes it back.
            #[must_use]
            pub fn reversed(self) -> Self {
                Self { $($field: self.$field.map(|Change { previous, new }| Change { previous: new, new: previous }),)+ }
            }

            /// What of it is still to be done. Errors: the field that has been given another value meanwhile.
            pub fn due(self, now: &$entity) -> Result<Self, Field> {
                Ok(Self {
                    $($field: match self.$field {
                        Some(change) if change.new == now.$field => None,
                        Some(change) if change.previous != now.$field => return Err(Field::$name),
                        change => change,
                    },)+
                })
            }

            /// Takes up what others have made of it: the entity as it is now with these changes on top, and what to hold the next changes
            /// against. A field that has a third value by now is held against its old one, so that whoever decides says so.
            pub fn rebased(&self, now: &$entity) -> ($entity, $entity) {
                let (mut mine, mut base) = (now.clone(), now.clone());
                self.apply(&mut mine);
                $(if let Some(change) = &self.$field
                    && change.previous != now.$field
                    && change.new != now.$field
                {
                    base.$field = change.previous.to_owned();
                })+
                (mine, base)
            }

            pub fn is_empty(&self) -> bool {
                $(self.$field.is_none())&&+
            }

            /// Gives every field that changes its new value.
            pub fn apply(&self, to: &mut $entity) {
                $(if let Some(change) = &self.$field {
                    to.$field = change.new.to_owned();
                })+
            }
        }
    };
}

pub(crate) use editable;
