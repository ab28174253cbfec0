//! RON serializer for projects and their journals. Writes the fields of a record in order, strings as [`Quoted`], and
//! everything on one line unless a layout says otherwise. Rejects types that projects and journals do not use.

use super::quoted::Quoted;

use std::fmt::{self, Display, Write as _};

use serde::ser::{self, Impossible, Serialize};

/// The field of an article whose entries take one line each.
const ON_LINES: &str = "text";

/// Appends `value` to `out` on one line.
pub(crate) fn write_inline(out: &mut String, value: &impl Serialize) {
    write(out, value, Layout::Inline);
}

/// Appends an article to `out` with one field or paragraph per line.
pub(crate) fn write_article(out: &mut String, article: &impl Serialize) {
    write(out, article, Layout::FieldsOnLines);
}

fn write(out: &mut String, value: &impl Serialize, layout: Layout) {
    let written = value.serialize(Serializer { out, layout });
    // Writing into a `String` cannot fail.
    debug_assert!(written.is_ok(), "{written:?}");
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Inline,
    /// An article, with one field per line; see [`ON_LINES`].
    FieldsOnLines,
    /// The paragraphs of an article, one per line.
    EntriesOnLines,
}

/// A value of a type that projects do not contain.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unwritable(String);

impl ser::Error for Unwritable {
    fn custom<T: Display>(words: T) -> Self {
        Self(words.to_string())
    }
}

impl From<fmt::Error> for Unwritable {
    fn from(error: fmt::Error) -> Self {
        Self(error.to_string())
    }
}

type Written = Result<(), Unwritable>;

struct Serializer<'o> {
    out: &'o mut String,
    layout: Layout,
}

impl<'o> Serializer<'o> {
    fn display(self, value: impl Display) -> Written {
        Ok(write!(self.out, "{value}")?)
    }

    fn entries(self, open: &str, close: char) -> Entries<'o> {
        self.out.push_str(open);
        Entries {
            out: self.out,
            layout: self.layout,
            is_first: true,
            close,
        }
    }

    /// Writes a variant that has contents, up to its opening bracket.
    fn variant(self, name: &str) -> Entries<'o> {
        self.out.push_str(name);
        self.entries("(", ')')
    }
}

fn unwritable<T>(kind: &str) -> Result<T, Unwritable> {
    Err(Unwritable(format!("a project has no {kind}")))
}

impl<'o> ser::Serializer for Serializer<'o> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Entries<'o>;
    type SerializeTuple = Entries<'o>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Impossible<(), Unwritable>;
    type SerializeStruct = Entries<'o>;
    type SerializeStructVariant = Entries<'o>;

    fn serialize_bool(self, value: bool) -> Written {
        self.display(value)
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.display(value)
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.display(value)
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.display(value)
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.display(value)
    }

    fn serialize_str(self, text: &str) -> Written {
        self.display(Quoted(text))
    }

    fn serialize_none(self) -> Written {
        self.display("None")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        self.serialize_newtype_variant("", 0, "Some", value)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.display(name)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        let mut held = self.variant(name);
        held.entry(value)?;
        held.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'o>, Unwritable> {
        Ok(self.entries("[", ']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Entries<'o>, Unwritable> {
        Ok(self.entries("(", ')'))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        unwritable("variants of several values")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'o>, Unwritable> {
        Ok(self.entries("(", ')'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Entries<'o>, Unwritable> {
        Ok(self.variant(name))
    }

    fn serialize_i8(self, _: i8) -> Written {
        unwritable("signed numbers")
    }

    fn serialize_i16(self, _: i16) -> Written {
        unwritable("signed numbers")
    }

    fn serialize_i32(self, _: i32) -> Written {
        unwritable("signed numbers")
    }

    fn serialize_i64(self, _: i64) -> Written {
        unwritable("signed numbers")
    }

    fn serialize_f32(self, _: f32) -> Written {
        unwritable("fractions")
    }

    fn serialize_f64(self, _: f64) -> Written {
        unwritable("fractions")
    }

    fn serialize_char(self, _: char) -> Written {
        unwritable("single characters")
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        unwritable("bytes")
    }

    fn serialize_unit(self) -> Written {
        unwritable("units")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        unwritable("units")
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Written {
        unwritable("wrapped values")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        unwritable("wrapped values")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unwritable> {
        unwritable("maps")
    }
}

/// The entries of a list, or the fields of a record, between their brackets.
struct Entries<'o> {
    out: &'o mut String,
    layout: Layout,
    is_first: bool,
    close: char,
}

impl Entries<'_> {
    fn begin_entry(&mut self) {
        self.out.push_str(match (self.layout, self.is_first) {
            (Layout::Inline, true) => "",
            (Layout::Inline, false) => ", ",
            (Layout::FieldsOnLines, true) => "\n      ",
            (Layout::FieldsOnLines, false) => ",\n      ",
            (Layout::EntriesOnLines, true) => "\n        ",
            (Layout::EntriesOnLines, false) => ",\n        ",
        });
        self.is_first = false;
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T, layout: Layout) -> Written {
        let out = &mut *self.out;
        value.serialize(Serializer { out, layout })
    }

    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.begin_entry();
        self.value(value, Layout::Inline)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.begin_entry();
        self.out.push_str(name);
        self.out.push_str(": ");
        let layout = match self.layout {
            Layout::FieldsOnLines if name == ON_LINES => Layout::EntriesOnLines,
            Layout::Inline | Layout::FieldsOnLines | Layout::EntriesOnLines => Layout::Inline,
        };
        self.value(value, layout)
    }

    #[expect(clippy::unnecessary_wraps, reason = "serde asks for a result")]
    fn close(self) -> Written {
        self.out.push_str(match self.layout {
            Layout::Inline => "",
            Layout::FieldsOnLines => ",\n    ",
            Layout::EntriesOnLines => ",\n      ",
        });
        self.out.push(self.close);
        Ok(())
    }
}

impl ser::SerializeSeq for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.entry(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTuple for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.entry(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.field(name, value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStructVariant for Entries<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.field(name, value)
    }

    fn end(self) -> Written {
        self.close()
    }
}
