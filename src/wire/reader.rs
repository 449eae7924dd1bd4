//! Reads types from JSON that is read already.
//!
//! What is wrong with something unreadable is said where people look for it, on the server. A phone asks again: its copy of this says
//! nothing, and downloads none of the words.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};
use std::fmt;

/// It is no JSON, or not of the type it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    #[cfg(not(target_arch = "wasm32"))]
    why: String,
}

impl Unreadable {
    pub(crate) fn because(why: impl fmt::Display) -> Self {
        #[cfg(target_arch = "wasm32")]
        {
            let _ = why;
            Self {}
        }
        #[cfg(not(target_arch = "wasm32"))]
        Self { why: why.to_string() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(not(target_arch = "wasm32"))]
        f.write_str(&self.why)?;
        let _ = f;
        Ok(())
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self::because(why)
    }

    // The words around these are a phone's to leave out as well.
    #[cfg(target_arch = "wasm32")]
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn missing_field(_: &'static str) -> Self {
        Self {}
    }
    #[cfg(target_arch = "wasm32")]
    fn duplicate_field(_: &'static str) -> Self {
        Self {}
    }
}

/// Reads a value.
pub(crate) struct Reader(pub Value);

/// What stands in the place of something else.
fn wrong<V>(found: Unexpected<'_>, wanted: &dyn Expected) -> Result<V, Unreadable> {
    Err(Unreadable::invalid_type(found, wanted))
}

/// What a value is, for the words about it.
fn kind(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(is) => Unexpected::Bool(*is),
        Value::Number(_) => Unexpected::Other("a number"),
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}

/// Methods of a deserializer that accept one kind of value.
macro_rules! one_kind {
    ($($method:ident: $kind:ident($value:ident) => $visit:ident($given:expr);)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self.0 {
                Value::$kind($value) => visitor.$visit($given),
                other => wrong(kind(&other), &visitor),
            }
        })+
    };
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(is) => visitor.visit_bool(is),
            Value::Number(number) => {
                if let Some(number) = number.as_u64() {
                    visitor.visit_u64(number)
                } else if let Some(number) = number.as_i64() {
                    visitor.visit_i64(number)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or_default())
                }
            }
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Named { name, fields: None }),
            Value::Object(fields) => {
                let mut fields = fields.into_iter();
                match (fields.next(), fields.next()) {
                    (Some((name, fields)), None) => visitor.visit_enum(Named { name, fields: Some(fields) }),
                    _ => Err(Unreadable::invalid_value(Unexpected::Map, &"one variant")),
                }
            }
            other => wrong(kind(&other), &"a variant"),
        }
    }

    // Each of these accepts one kind of value, so that the code for the others is not compiled in.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    one_kind! {
        deserialize_map: Object(fields) => visit_map(Fields::of(fields));
        deserialize_seq: Array(items) => visit_seq(Items(items.into_iter()));
        deserialize_str: String(text) => visit_string(text);
        deserialize_bool: Bool(is) => visit_bool(is);
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.as_u64() {
            Some(number) => visitor.visit_u64(number),
            None => wrong(kind(&self.0), &visitor),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.as_i64() {
            Some(number) => visitor.visit_i64(number),
            None => wrong(kind(&self.0), &visitor),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }
    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }
    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_unit() } else { wrong(kind(&self.0), &visitor) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit_struct }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|value| seed.deserialize(Reader(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields {
    rest: map::IntoIter,
    value: Option<Value>,
}

impl Fields {
    fn of(fields: serde_json::Map<String, Value>) -> Self {
        Self { rest: fields.into_iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        // Not only names of fields: the keys of a map may be ids and numbers.
        seed.deserialize(Key(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(Reader(self.value.take().unwrap_or_default()))
    }
}

/// A key of an object: a text, which may be meant as a number.
struct Key(String);

impl<'de> Deserializer<'de> for Key {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.parse() {
            Ok(number) => visitor.visit_u32(number),
            Err(_) => wrong(Unexpected::Str(&self.0), &visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Named { name: self.0, fields: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// A variant by its name, with what belongs to it.
pub(crate) struct Named {
    pub name: String,
    pub fields: Option<Value>,
}

impl<'de> EnumAccess<'de> for Named {
    type Error = Unreadable;
    type Variant = Rest;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Rest), Unreadable> {
        let name: StringDeserializer<Unreadable> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Rest(self.fields)))
    }
}

/// What belongs to a variant.
pub(crate) struct Rest(Option<Value>);

impl<'de> VariantAccess<'de> for Rest {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(Reader(self.0.unwrap_or_default()))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        Reader(self.0.unwrap_or_default()).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unreadable> {
        Reader(self.0.unwrap_or_default()).deserialize_map(visitor)
    }
}
