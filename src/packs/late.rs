//! Parts of the packs that are decoded when they are first asked for.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part that reading can do without, kept as it was stored until then.
///
/// That it can be decoded is known from the seal of the packs: bytes of another origin would come
/// out as nothing.
#[derive(Debug, Clone, Default)]
pub struct Late<T> {
    /// Empty where the value did not come from bytes, or was changed since.
    stored: Vec<u8>,
    value: OnceLock<T>,
}

impl<T: DeserializeOwned + Default> Late<T> {
    /// The value itself.
    #[must_use]
    pub fn into_value(self) -> T {
        let Self { stored, value } = self;
        value.into_inner().unwrap_or_else(|| decoded(&stored))
    }
}

fn decoded<T: DeserializeOwned + Default>(stored: &[u8]) -> T {
    postcard::from_bytes(stored).unwrap_or_default()
}

impl<T: DeserializeOwned + Default> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| decoded(&self.stored))
    }
}

impl<T: DeserializeOwned + Default> DerefMut for Late<T> {
    fn deref_mut(&mut self) -> &mut T {
        if self.value.get().is_none() {
            self.value = decoded::<T>(&self.stored).into();
        }
        self.stored.clear();
        self.value.get_mut().expect("it was set above")
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Late<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.stored.is_empty() {
            let bytes = postcard::to_allocvec(&**self).map_err(S::Error::custom)?;
            serializer.serialize_bytes(&bytes)
        } else {
            serializer.serialize_bytes(&self.stored)
        }
    }
}

impl<'de, T> Deserialize<'de> for Late<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored<'a>(#[serde(borrow)] Cow<'a, [u8]>);
        let Stored(stored) = Stored::deserialize(deserializer)?;
        Ok(Self {
            stored: stored.into_owned(),
            value: OnceLock::new(),
        })
    }
}
