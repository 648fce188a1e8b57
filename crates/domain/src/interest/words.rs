use crate::risk::choices;

choices! {
    /// How close a worker is to a family.
    Closeness {
        Party = "party", "One of the family, or a party to the case";
        Relative = "relative", "A relative of one of them";
        CloseAssociate = "close-associate", "A friend, partner, neighbour or colleague of one of them";
        Acquaintance = "acquaintance", "Somebody who knows one of them only by sight";
    }
}

impl Closeness {
    /// Whether it keeps a worker from the case. In a village everybody knows everybody by sight.
    pub const fn keeps_away(self) -> bool {
        !matches!(self, Self::Acquaintance)
    }
}

choices! {
    /// Why somebody is thought to have something to do with a family.
    Suspicion {
        Told = "told", "Somebody told the centre";
        Name = "name", "The same name";
        Address = "address", "The same address";
        Telephone = "telephone", "The same telephone number";
    }
}
