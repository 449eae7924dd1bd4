//! Reads an enum of enums by its tag: which of the inner enums it is, and then that one, without keeping the rest in memory.

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// An enum of enums that all carry the same tag.
pub(crate) trait TaggedEnum: Sized {
    /// The name of the field that says which variant it is.
    const TAG: &'static str;

    /// Reads the inner enum that has a variant of this name. Errors: none has.
    fn read<'de, A: MapAccess<'de>>(name: &str, fields: MapAccessDeserializer<Tagged<'de, A>>) -> Result<Self, A::Error>;
}

/// Reads a [`TaggedEnum`]: `deserializer.deserialize_map(TaggedVisitor::new())`.
pub(crate) struct TaggedVisitor<T>(PhantomData<T>);

impl<T> TaggedVisitor<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: TaggedEnum> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", T::TAG)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<T, A::Error> {
        // Ours say it first; others may say it wherever they like.
        let mut early = Vec::new();
        while let Some(key) = rest.next_key::<String>()? {
            if key == T::TAG {
                let name: String = rest.next_value()?;
                let fields = Tagged {
                    tag: T::TAG,
                    name: Some(name.clone()),
                    early: early.into_iter(),
                    held: NextValue::Rest,
                    rest,
                    life: PhantomData,
                };
                return T::read(&name, MapAccessDeserializer::new(fields));
            }
            early.push((key, rest.next_value()?));
        }
        Err(A::Error::missing_field(T::TAG))
    }
}

/// What belongs to the key that was handed out last.
enum NextValue {
    Name(String),
    Early(Value),
    Rest,
}

/// The fields of a map whose tag was read already: the tag again, what came before it, and what follows.
pub(crate) struct Tagged<'de, A> {
    tag: &'static str,
    name: Option<String>,
    early: std::vec::IntoIter<(String, Value)>,
    held: NextValue,
    rest: A,
    life: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Tagged<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some(name) = self.name.take() {
            self.held = NextValue::Name(name);
            return seed.deserialize(self.tag.into_deserializer()).map(Some);
        }
        if let Some((key, value)) = self.early.next() {
            self.held = NextValue::Early(value);
            return seed.deserialize(key.into_deserializer()).map(Some);
        }
        self.held = NextValue::Rest;
        self.rest.next_key_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match std::mem::replace(&mut self.held, NextValue::Rest) {
            NextValue::Name(name) => seed.deserialize(name.into_deserializer()),
            NextValue::Early(value) => seed.deserialize(value.into_deserializer()).map_err(A::Error::custom),
            NextValue::Rest => self.rest.next_value_seed(seed),
        }
    }
}
