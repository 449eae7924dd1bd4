//! `#[derive(Tagged)]`: reads an enum that serde writes with a tag (`#[serde(tag = "…")]`, with or without `content`), in place of
//! `Deserialize`.
//!
//! What serde derives for such an enum keeps the rest of the object in a form of its own, and brings a second reader of every type in
//! it along; a phone downloads both. This one keeps it as JSON, so that all of them share one reader.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DataEnum, DeriveInput, Error, Expr, Fields, LitStr, Meta, MetaNameValue, Token, parse_macro_input};

#[proc_macro_derive(Tagged, attributes(serde))]
pub fn derive(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// What the container's attributes say.
#[derive(Default)]
struct Said {
    tag: Option<LitStr>,
    content: Option<LitStr>,
    /// What the twin keeps of them.
    kept: Vec<MetaNameValue>,
}

impl Said {
    fn of(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut said = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            for meta in attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)? {
                let Meta::NameValue(pair) = meta else { return Err(Error::new_spanned(meta, "Tagged knows no such attribute")) };
                if pair.path.is_ident("tag") {
                    said.tag = Some(text(&pair)?);
                } else if pair.path.is_ident("content") {
                    said.content = Some(text(&pair)?);
                } else {
                    said.kept.push(pair);
                }
            }
        }
        Ok(said)
    }
}

fn text(pair: &MetaNameValue) -> syn::Result<LitStr> {
    match &pair.value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Ok(text.clone()),
            other => Err(Error::new_spanned(other, "a text")),
        },
        other => Err(Error::new_spanned(other, "a text")),
    }
}

fn expand(input: &DeriveInput) -> syn::Result<Tokens> {
    let Data::Enum(DataEnum { variants, .. }) = &input.data else {
        return Err(Error::new_spanned(input, "only enums have tags"));
    };
    let Said { tag, content, kept } = Said::of(&input.attrs)?;
    let tag = tag.ok_or_else(|| Error::new_spanned(&input.ident, "`#[serde(tag = \"…\")]` is missing"))?;
    let content =
        content.map_or_else(|| quote!(::core::option::Option::None), |content| quote!(::core::option::Option::Some(#content)));
    let name = &input.ident;
    let twins = variants.iter().map(|variant| {
        let attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("serde"));
        let (ident, fields) = (&variant.ident, without_docs(&variant.fields));
        quote!(#(#attributes)* #ident #fields)
    });
    let arms = variants.iter().map(|variant| {
        let ident = &variant.ident;
        match &variant.fields {
            Fields::Unit => quote!(Told::#ident => Self::#ident),
            Fields::Named(fields) => {
                let names: Vec<_> = fields.named.iter().map(|field| &field.ident).collect();
                quote!(Told::#ident { #(#names),* } => Self::#ident { #(#names),* })
            }
            Fields::Unnamed(fields) => {
                let names: Vec<_> = (0..fields.unnamed.len()).map(|at| format_ident!("field_{at}")).collect();
                quote!(Told::#ident(#(#names),*) => Self::#ident(#(#names),*))
            }
        }
    });
    Ok(quote! {
        const _: () = {
            /// The same, as serde reads it fastest: the variant's name around its fields.
            #[derive(::serde::Deserialize)]
            #[serde(#(#kept),*)]
            #[allow(clippy::large_enum_variant)]
            enum Told { #(#twins),* }

            impl ::comanda::wire::tagged::FromVariant for #name {
                const TAG: &'static str = #tag;
                const CONTENT: ::core::option::Option<&'static str> = #content;

                fn from_variant(variant: ::comanda::wire::tagged::Variant) -> ::core::result::Result<Self, ::comanda::wire::Unreadable> {
                    let told: Told = ::serde::Deserialize::deserialize(variant)?;
                    ::core::result::Result::Ok(match told { #(#arms),* })
                }
            }

            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                    ::comanda::wire::tagged::read(deserializer)
                }
            }
        };
    })
}

/// Fields with what serde is to know of them alone.
fn without_docs(fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    for field in &mut fields {
        field.attrs.retain(|attribute| attribute.path().is_ident("serde"));
        field.vis = syn::Visibility::Inherited;
    }
    fields
}
