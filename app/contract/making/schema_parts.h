// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "contract/making/dice.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::contract {

/// The schemas that a value must fit together: one, what its $ref and allOf name, and one of its
/// alternatives.
class SchemaParts
{
public:
    SchemaParts(const Document& document, const Place& schema, Dice& dice);

    const std::vector<Place>& all() const { return parts_; }
    /// The first that has the keyword, at its value; without a value if none has.
    Place find(std::string_view keyword) const;
    /// The same; null if none has it.
    const YamlValue* value(std::string_view keyword) const { return find(keyword).value; }
    /// "object", "string" …: what `type` says, or what the other keywords are about.
    std::string type() const;

private:
    void add(Place schema, int depth);

    const Document& document_;
    Dice& dice_;
    std::vector<Place> parts_;
};

} // namespace framescope::contract
