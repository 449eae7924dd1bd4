//! Reads enums by their tag: the object as JSON, and then the variant its tag names from the rest of it. One reader serves every enum
//! ([`tagged::Tagged`]) and all that is in them, which a phone has to download.

use super::reader::{Named, Unreadable};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// A variant by name, with what stands beside its tag.
#[derive(Debug)]
pub struct Variant {
    pub name: String,
    fields: Value,
}

/// An enum that carries a tag.
pub trait FromVariant: Sized {
    /// The name of the field that says which variant it is.
    const TAG: &'static str;
    /// The name of the field with the rest; none where the rest stands beside the tag.
    const CONTENT: Option<&'static str>;

    /// Errors: there is no such variant, or its fields can't be read.
    fn from_variant(variant: Variant) -> Result<Self, Unreadable>;
}

/// Reads a tagged enum. Errors: it is no object, has no tag, or see [`FromVariant::from_variant`].
pub fn read<'de, T: FromVariant, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut fields = Map::deserialize(deserializer)?;
    take(&mut fields).map_err(D::Error::custom)
}

/// Takes a tagged enum out of an object: all of it, unless the enum keeps its rest in a field of its own. Errors: see [`read`].
pub fn take<T: FromVariant>(fields: &mut Map<String, Value>) -> Result<T, Unreadable> {
    T::from_variant(variant(fields, T::TAG, T::CONTENT)?)
}

fn variant(fields: &mut Map<String, Value>, tag: &'static str, content: Option<&'static str>) -> Result<Variant, Unreadable> {
    let Some(Value::String(name)) = fields.remove(tag) else { return Err(Unreadable::missing_field(tag)) };
    let fields = match content {
        Some(content) => fields.remove(content).unwrap_or_default(),
        None => Value::Object(std::mem::take(fields)),
    };
    Ok(Variant { name, fields })
}

impl<'de> Deserializer<'de> for Variant {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Named { name: self.name, fields: Some(self.fields) })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use tagged::Tagged;

    #[derive(Debug, PartialEq, Eq, Serialize, Tagged)]
    #[serde(tag = "shape", rename_all = "snake_case")]
    enum Shape {
        Nothing,
        Round(Circle),
        ABox {
            #[serde(default)]
            width: u32,
            #[serde(flatten)]
            colour: Colour,
        },
    }

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Circle {
        radius: u32,
    }

    #[derive(Debug, PartialEq, Eq, Serialize, Tagged)]
    #[serde(tag = "colour", rename_all = "snake_case")]
    enum Colour {
        Red,
        Of { hue: u32 },
    }

    #[derive(Debug, PartialEq, Eq, Serialize, Tagged)]
    #[serde(tag = "kind", content = "data")]
    enum Apart {
        #[serde(rename = "a:none")]
        None,
        #[serde(rename = "a:one")]
        One { of: Shape },
    }

    #[test]
    fn what_serde_writes_with_a_tag_is_read_back() {
        for shape in [
            Shape::Nothing,
            Shape::Round(Circle { radius: 3 }),
            Shape::ABox { width: 2, colour: Colour::Of { hue: 40 } },
            Shape::ABox { width: 0, colour: Colour::Red },
        ] {
            let text = serde_json::to_string(&shape).expect("written");
            assert_eq!(serde_json::from_str::<Shape>(&text).expect(&text), shape);
            assert_eq!(serde_json::from_value::<Shape>(serde_json::to_value(&shape).expect("a value")).expect(&text), shape);
        }
        for apart in [Apart::None, Apart::One { of: Shape::Nothing }] {
            let text = serde_json::to_string(&apart).expect("written");
            assert_eq!(serde_json::from_str::<Apart>(&text).expect(&text), apart);
        }
    }

    #[test]
    fn a_tag_may_stand_anywhere_and_what_is_unknown_is_passed_over() {
        let round: Shape = serde_json::from_str(r#"{"radius":3,"new":[1],"shape":"round"}"#).expect("read");
        assert_eq!(round, Shape::Round(Circle { radius: 3 }));
        let one: Apart = serde_json::from_str(r#"{"data":{"of":{"shape":"nothing"}},"kind":"a:one"}"#).expect("read");
        assert_eq!(one, Apart::One { of: Shape::Nothing });
    }

    #[test]
    fn what_has_no_tag_of_ours_is_refused() {
        for bad in ["{}", r#"{"shape":"oval"}"#, r#"{"shape":7}"#, r#"{"shape":"round"}"#, "[]", "\"nothing\"", "null"] {
            assert!(serde_json::from_str::<Shape>(bad).is_err(), "{bad}");
        }
    }
}
